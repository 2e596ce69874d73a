/**
 * One batch of writes, in order: judge, may it be written, whose clientID, apply. Sockets and disks are elsewhere; what
 * is returned here is on no disk yet and must be shown to nobody.
 */
import * as Y from 'yjs'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import type { TextEntry } from '../store/store.ts'
import { judge, onlyNew, type Verdict } from './gate.ts'
import { calmBytes } from './gate-cost.ts'
import type { Asked } from './asked.ts'
import type { Found } from './found.ts'
import type { Replica } from './replica.ts'

export type Write = {
  /** The connection it came on: what follows a write that must wait, on the same connection, waits too. */
  source: object
  by: string
  mayWrite: true | ProblemCode
  kind: 'step2' | 'update'
  update: Uint8Array
  /** What the worker's trial of a costly one has said; null before. A pass stays true as the text grows. */
  verdict: Verdict | null
}

export type Result =
  | { kind: 'taken' }
  /** The text had all of it. */
  | { kind: 'known' }
  | { kind: 'gap' }
  /** It brings clientIDs whose owner this process does not know. */
  | { kind: 'unclaimed'; clients: number[] }
  | { kind: 'costly' }
  /** An earlier write of the same connection waits or was refused. */
  | { kind: 'held' }
  | { kind: 'refused'; problem: Problem }

export type Taken = Applied & {
  /** What nobody meant (P33–P35). */
  found: Found[]
}

type Applied = { results: Result[]; entries: TextEntry[]; added: Uint8Array[] }

/** `isState`: it says again what the server has, as a whole state does. */
type Decision = Result | { kind: 'apply'; update: Uint8Array; alone: boolean; isState: boolean }
type Context = { owner: (client: number) => string | undefined; at: number }

const refused = (code: ProblemCode, detail?: string): Result => ({
  kind: 'refused',
  problem: new Problem(code, detail),
})

const decide = (write: Write, doc: Y.Doc, context: Context): Decision => {
  const { mayWrite } = write
  // Reading it here would hold everyone up; what the worker says of it is used.
  if (write.verdict === null && write.update.length > calmBytes) return { kind: 'costly' }
  const verdict = write.verdict?.kind === 'pass' ? write.verdict : judge(write.update, doc, write.kind)
  if (verdict.kind === 'gap') return mayWrite === true ? { kind: 'gap' } : refused(mayWrite)
  if (verdict.structs === 0 && verdict.deletes === 0) return { kind: 'known' }
  if (mayWrite !== true) {
    // A reader's own Yjs tidies formatting and says so, unasked; it is no writing, and their tidying is not needed.
    if (verdict.structs === 0 && verdict.deletes === verdict.formats) return { kind: 'known' }
    return refused(mayWrite) // guard: may-write
  }
  const owners = verdict.clients.map((client) => context.owner(client))
  if (owners.some((owner) => owner !== undefined && owner !== write.by)) return refused('foreign-client-id') // guard: owner
  if (owners.includes(undefined)) {
    return { kind: 'unclaimed', clients: verdict.clients.filter((_, i) => owners[i] === undefined) }
  }
  if (verdict.costly && write.verdict === null) return { kind: 'costly' }
  // Since a trial the server may have got some of it from another connection of the same person.
  const isState = write.kind === 'step2' || verdict.overlaps
  if (verdict.overlaps || write.verdict !== null)
    return { kind: 'apply', update: onlyNew(write.update, doc), alone: true, isState }
  return { kind: 'apply', update: write.update, alone: isState, isState }
}

const judged = (write: Write, doc: Y.Doc, context: Context, waiting: Set<object>): Decision => {
  if (waiting.has(write.source)) return { kind: 'held' }
  try {
    return decide(write, doc, context)
  } catch (error) {
    if (error instanceof Problem) return { kind: 'refused', problem: error }
    throw error
  }
}

const mustWait: ReadonlySet<Decision['kind']> = new Set(['unclaimed', 'costly', 'held', 'refused'])

type Run = { replica: Replica; waiting: Set<object>; context: Context }

/** Takes writes from `from` on in one transaction, up to one that must stand alone; returns where it stopped. */
const takeRun = ({ replica, waiting, context }: Run, writes: readonly Write[], from: number, into: Applied): number => {
  let next = from
  const applied: Write[] = []
  const asked: Asked[] = []
  let alone = false
  const added = replica.change(
    (doc) => {
      while (next < writes.length && !alone) {
        const write = writes[next]
        if (!write) break
        const decision = judged(write, doc, context, waiting)
        if (decision.kind === 'apply') {
          // What overlaps is logged as what it added, and that is known only for a transaction of its own.
          if (decision.alone && applied.length > 0) break
          Y.applyUpdate(doc, decision.update)
          applied.push(write)
          asked.push({ by: write.by, update: decision.update, isState: decision.isState })
          alone = decision.alone
        } else if (decision.kind === 'known' && write.mayWrite === true && write.kind === 'update') {
          // Others have deleted the same before: it says that this person, too, had seen it.
          asked.push({ by: write.by, update: write.update, isState: false })
        } else if (mustWait.has(decision.kind)) {
          waiting.add(write.source)
        }
        into.results.push(decision.kind === 'apply' ? { kind: 'taken' } : decision)
        next++
      }
    },
    { asked, at: context.at, owner: context.owner },
  )
  const last = applied.at(-1)
  if (!last || added.length === 0) return next
  into.added.push(...added)
  // What stands alone is logged as what it added; the others as they came, and what Yjs tidied away after them.
  if (!alone) for (const { by, update } of applied) into.entries.push({ by, at: context.at, update })
  for (const update of alone ? added : added.slice(1)) into.entries.push({ by: last.by, at: context.at, update })
  return next
}

const takeAll = (replica: Replica, writes: readonly Write[], context: Context): Applied => {
  const taken: Applied = { results: [], entries: [], added: [] }
  const run: Run = { replica, waiting: new Set(), context }
  for (let next = 0; next < writes.length; ) next = takeRun(run, writes, next, taken)
  return taken
}

/** What stood in the rebuilt document before the culprit came, once more. */
const reapply = (replica: Replica, { by, at, update }: TextEntry, { owner }: Context): void => {
  const asked = [{ by, update, isState: false }]
  replica.change((doc) => Y.applyUpdate(doc, update), { asked, at, owner })
}

/** After a throw: each write in a transaction of its own, and the document made anew after each culprit (P12). */
const takeOneByOne = async (replica: Replica, writes: readonly Write[], context: Context): Promise<Applied> => {
  const taken: Applied = { results: [], entries: [], added: [] }
  const run: Run = { replica, waiting: new Set(), context }
  for (let i = 0; i < writes.length; i++) {
    try {
      const one: Applied = { results: [], entries: [], added: [] }
      takeRun(run, writes.slice(i, i + 1), 0, one)
      taken.results.push(...one.results)
      taken.entries.push(...one.entries)
      taken.added.push(...one.added)
    } catch (error) {
      taken.results.push(refused('malformed-update', `cannot be applied: ${String(error)}`))
      const culprit = writes[i]
      if (culprit) run.waiting.add(culprit.source)
      await replica.rebuild()
      for (const entry of taken.entries) reapply(replica, entry, context)
    }
  }
  return taken
}

/** `results` stand in the order of `writes`; `entries` are for the log, `added` for everyone, once they are there. */
export const takeIn = async (replica: Replica, writes: readonly Write[], context: Context): Promise<Taken> => {
  try {
    return { ...takeAll(replica, writes, context), found: replica.found() }
  } catch {
    // The half-changed document is worth nothing; what threw is found, and named, one by one.
    await replica.rebuild()
    return { ...(await takeOneByOne(replica, writes, context)), found: replica.found() }
  }
}
