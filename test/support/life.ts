/**
 * A store's life at random: appends, commits, commits with words, compaction, several at once; and what must be found
 * of it afterwards, whatever happened. Every word and record has a name of its own, so that the acknowledgements alone
 * say what must be there.
 */
import type { Commit, Store } from '../../server/store/store.ts'
import type { Random } from './random.ts'
import { typist, wordsOf } from './typing.ts'

/** What the store has said is on disk. */
export type Acknowledged =
  | { type: 'word'; textId: string; name: string }
  | { type: 'record'; name: string; both: boolean }

export type Life = {
  random: Random
  /** Tells this life's names from those of lives before it on the same ground. */
  name: string
  steps: number
  acknowledged: (what: Acknowledged) => void
}

const texts = ['one', 'two'] as const
/** Where commits bring their words; of each such commit the record and the word have the same name. */
const committed = 'committed'

/** Lives until it is over or something fails; returns what failed. */
export const live = async (store: Store, { random, name, steps, acknowledged }: Life): Promise<unknown> => {
  const people = new Map([...texts, committed].map((textId, i) => [textId, typist(textId, clientOf(name, i))] as const))
  let named = 0
  const nextName = (sort: string) => `${sort}-${name}-${named++}`
  /** Now and then a long one: a frame over several pages tears in more ways. */
  const type = (textId: string, word: string) => {
    const filler = 'x'.repeat(random.chance(0.2) ? random.int(12_000) : 3)
    return people.get(textId)?.type(`${word}#${filler} `, named) ?? never()
  }
  const append = async () => {
    const textId = random.pick(texts)
    const word = nextName('w')
    await store.texts.append(textId, [type(textId, word)])
    acknowledged({ type: 'word', textId, name: word })
  }
  const commit = async () => {
    const both = random.chance(0.4)
    const record = nextName(both ? 'both' : 'r')
    const change = { collection: 'things', id: record, expected: 0, value: { record }, keys: [`key:${record}`] }
    const commit: Commit = { at: named, changes: [change], audit: { record } }
    if (both) commit.text = { textId: committed, entry: type(committed, record) }
    await store.records.commit(commit)
    acknowledged({ type: 'record', name: record, both })
  }
  for (let step = 1; step <= steps; step++) {
    const acts = Array.from({ length: 1 + random.int(4) }, () => (random.chance(0.5) ? append() : commit()))
    if (step % 6 === 0) acts.push(store.texts.compact(random.pick([...texts, committed])))
    for (const outcome of await Promise.allSettled(acts)) if (outcome.status === 'rejected') return outcome.reason
  }
  return null
}

const never = (): never => {
  throw new Error('no such text')
}

/** A clientID for each text of each life: words of two lives may not share clocks. */
const clientOf = (name: string, index: number): number =>
  Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7) * 10 + index

/** What is wrong with a store that must hold all this: lost, doubled, or half there. */
export const wrongWith = async (store: Store, acknowledged: readonly Acknowledged[]): Promise<string[]> => {
  const wrong: string[] = []
  const words = new Map<string, Set<string>>()
  for (const textId of [...texts, committed]) {
    const all = (wordsOf(await store.texts.load(textId)) ?? '').split(' ').flatMap((word) => word.split('#')[0] || [])
    words.set(textId, new Set(all))
    if (new Set(all).size < all.length) wrong.push(`doubled in ${textId}`)
  }
  const records = new Set((await store.records.list('things')).map(({ id }) => id))
  const audited = new Set<unknown>()
  for await (const { audit } of store.records.audit()) audited.add(audit.record)
  for (const what of acknowledged) {
    const kept = what.type === 'word' ? words.get(what.textId)?.has(what.name) : records.has(what.name)
    if (!kept) wrong.push(`lost: ${what.name}`)
  }
  const withWords = words.get(committed) ?? new Set()
  for (const record of records) {
    if (!audited.has(record)) wrong.push(`without its audit entry: ${record}`)
    if ((await store.records.byKey(`key:${record}`))?.id !== record) wrong.push(`without its key: ${record}`)
    if (record.startsWith('both') && !withWords.has(record)) wrong.push(`without its words: ${record}`)
  }
  for (const record of withWords) if (!records.has(record)) wrong.push(`words without their record: ${record}`)
  if (audited.size !== records.size) wrong.push('audit entries without records')
  return wrong
}
