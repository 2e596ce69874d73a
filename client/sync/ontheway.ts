/**
 * Words that die of what the server brought before it had them (P39): a colleague moved the paragraph in which they
 * were being typed. Yjs sweeps them up at once, so that no later frame can carry them; the frame that did may be lost.
 */
import * as Y from 'yjs'
import { type Run, signsIn, type Unsent, within } from './unsent.ts'

type Vector = ReadonlyMap<number, number>

/** Told once what became of dead words. */
export type Fate = {
  /** Resolves when they are on this computer's shelf, or it is known that there is none. */
  kept: Promise<void>
  /** The server has them; that they died there is its to find. */
  landed(): void
  lost(): void
}

export type OnTheWay = {
  /** Asked in `afterTransaction`, when Yjs still holds what was deleted. */
  happened(transaction: Y.Transaction, isTheirs: boolean): void
  /** What the server says it holds. */
  heard(vector: Uint8Array): void
  /** The frame has all that the doc holds, with those before it on its connection. */
  sent(frame: number): void
  saved(frames: number): void
  contactLost(): void
}

/** What was in the doc before and is dead after it, and lacks in the vector. */
const deadRuns = ({ deleteSet, beforeState }: Y.Transaction, theirs: Vector): Run[] =>
  [...deleteSet.clients].flatMap(([client, deleted]) => {
    const ours = { client, from: theirs.get(client) ?? 0, to: beforeState.get(client) ?? 0 }
    return within(
      ours,
      deleted.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
    )
  })

const itemsOf = (doc: Y.Doc, { client, from, to }: Run): Y.Item[] => {
  const structs = doc.store.clients.get(client) ?? []
  const items: Y.Item[] = []
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i]
    if (!struct || struct.id.clock >= to) break
    if (struct instanceof Y.Item) items.push(struct)
  }
  return items
}

/** The words a transaction killed that are not in the vector, one entry per paragraph. */
export const diedIn = (transaction: Y.Transaction, theirs: Vector): Unsent => {
  const dead = deadRuns(transaction, theirs)
  const paragraphs = new Map<unknown, Set<Y.XmlText>>()
  for (const { parent } of dead.flatMap((run) => itemsOf(transaction.doc, run))) {
    if (!(parent instanceof Y.XmlText)) continue
    const texts = paragraphs.get(parent.parent) ?? new Set()
    paragraphs.set(parent.parent, texts.add(parent))
  }
  const isDead = ({ id: { client, clock }, length }: Y.Item): Run[] =>
    within({ client, from: clock, to: clock + length }, dead)
  const found = [...paragraphs.values()].map((texts) => signsIn([...texts], isDead))
  return { words: found.map(({ words }) => words).filter((w) => w !== ''), runs: found.flatMap(({ runs }) => runs) }
}

const has = (vector: Vector, runs: readonly Run[]): boolean =>
  runs.every(({ client, to }) => (vector.get(client) ?? 0) >= to)

/** `keep` is given the dead words as soon as they have died. */
export const onTheWay = (keep: (dead: Unsent) => Fate): OnTheWay => {
  let theirs = new Map<number, number>()
  let ours: Vector = theirs
  let carried: { frame: number; all: Vector }[] = []
  let dead: { runs: readonly Run[]; fate: Fate }[] = []

  const theyHave = (vector: Vector): void => {
    for (const [client, clock] of vector) theirs.set(client, Math.max(clock, theirs.get(client) ?? 0))
  }

  return {
    happened(transaction, isTheirs) {
      ours = transaction.afterState
      if (!isTheirs) return
      const { words, runs } = diedIn(transaction, theirs)
      for (const [client, clock] of ours) {
        if (clock > (transaction.beforeState.get(client) ?? 0)) theirs.set(client, clock)
      }
      if (words.length === 0) return
      const fate = keep({ words, runs })
      if (has(carried.at(-1)?.all ?? theirs, runs)) dead.push({ runs, fate })
      else fate.lost()
    },
    heard(vector) {
      theirs = Y.decodeStateVector(vector)
    },
    sent(frame) {
      carried.push({ frame, all: ours })
    },
    saved(frames) {
      const last = carried.findLast(({ frame }) => frame <= frames)
      if (!last) return
      carried = carried.filter(({ frame }) => frame > frames)
      theyHave(last.all)
      const landed = dead.filter(({ runs }) => has(theirs, runs))
      dead = dead.filter((each) => !landed.includes(each))
      for (const { fate } of landed) fate.landed()
    },
    contactLost() {
      const lost = dead
      carried = []
      dead = []
      for (const { fate } of lost) fate.lost()
    },
  }
}
