/**
 * Words that die although nobody who saw them deleted them: typed into a paragraph that a colleague was moving, joining
 * or cutting at that moment.
 */
import { type Event, searchOf, type Unseen } from './burial.ts'
import { fateOf } from './fate.ts'
import type { Found } from './found.ts'
import type { Place } from './grave.ts'

/** The signs of a run that are lost, in as few runs as may be; they are told from here on. */
const lostOf = (event: Event, { client, clock, words, place }: Unseen): Unseen[] => {
  const runs: Unseen[] = []
  let end = -1
  for (let i = 0; i < words.length; ) {
    const { fate, length } = fateOf(event, { client, clock: clock + i }, words.length - i)
    if (fate === null) {
      const lost = words.slice(i, i + length)
      tell(event, { client, clock: clock + i, length })
      const last = runs.at(-1)
      if (last && end === i) last.words += lost
      else runs.push({ client, clock: clock + i, words: lost, place })
      end = i + length
    }
    i += length
  }
  return runs
}

const tell = (
  { graves }: Event,
  { client, clock, length }: { client: number; clock: number; length: number },
): void => {
  for (const { value, into, length: known } of graves.knownWithin(client, clock, length)) {
    if (value.kind === 'unseen') value.told.fill(1, into, into + known)
  }
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
    spot: event.graves.spot(searchOf(event), place),
  }))
}
