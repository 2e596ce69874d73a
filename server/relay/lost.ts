/**
 * Words that die although nobody who saw them deleted them: typed into a paragraph that a colleague was moving, joining
 * or cutting at that moment.
 */
import type { Event, Unseen } from './burial.ts'
import { fateOf } from './fate.ts'
import type { Found } from './found.ts'
import type { Place } from './graves.ts'

/** The signs of a run that are lost, in as few runs as may be; they are told from here on. */
const lostOf = (event: Event, { client, clock, words, place }: Unseen): Unseen[] => {
  const runs: Unseen[] = []
  let end = -1
  for (let i = 0; i < words.length; i++) {
    const fate = fateOf(event, { client, clock: clock + i })
    if (fate !== null) continue
    const known = event.graves.known(client, clock + i)
    if (known?.value.kind === 'unseen') known.value.told[known.into] = 1
    const last = runs.at(-1)
    if (last && end === i) last.words += words.charAt(i)
    else runs.push({ client, clock: clock + i, words: words.charAt(i), place })
    end = i + 1
  }
  return runs
}

const isSamePlace = (a: Place, b: Place): boolean => a.grave === b.grave && a.at === b.at

/** One find for what one person typed at one place. */
export const lostIn = (event: Event, unseen: readonly Unseen[]): Found[] => {
  const lost: Unseen[] = []
  for (const run of unseen.flatMap((each) => lostOf(event, each))) {
    const last = lost.at(-1)
    if (last && last.client === run.client && isSamePlace(last.place, run.place)) last.words += run.words
    else lost.push(run)
  }
  // A blank alone is told too: it stands between two words whose keys came one by one.
  return lost.map(({ client, words, place }) => ({
    kind: 'lost',
    client,
    words,
    spot: event.graves.spot(event.transaction.doc, place),
  }))
}
