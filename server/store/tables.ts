/** The records in memory, and what decides whether a commit may be: pure, without disk or time. */
import type { Decided } from './journal.ts'
import { type Change, Conflict, type Json, type JsonObject, type Stored } from './store.ts'

export type Row = { id: string; version: number; keys: readonly string[]; value: JsonObject }
type Owner = { collection: string; id: string }

export type Tables = { collections: Map<string, Map<string, Row>>; owners: Map<string, Owner> }

export const emptyTables = (): Tables => ({ collections: new Map(), owners: new Map() })

export const rowOf = (tables: Tables, { collection, id }: Owner): Row | null =>
  tables.collections.get(collection)?.get(id) ?? null

export const storedOf = ({ id, version, value }: Row): Stored => ({ id, version, value })

export const countRows = (tables: Tables): number =>
  tables.collections.values().reduce((sum, rows) => sum + rows.size, 0)

/** What a commit's changes come to, or `Conflict`. Changes nothing. */
export const decide = (tables: Tables, changes: readonly Change[]): Decided[] => {
  const names = new Set(changes.map(nameOf))
  if (names.size < changes.length) throw new TypeError('a commit changes a record once')
  const decided = changes.map((change) => decideOne(tables, change))
  const claimed = new Set<string>()
  for (const key of decided.flatMap(({ keys }) => keys)) {
    const owner = tables.owners.get(key)
    // A key that another record of this commit gives up is free; one that it keeps is claimed twice.
    if (claimed.has(key) || (owner && !names.has(nameOf(owner)))) throw new Conflict(`key ${key}`) // guard: key-claimed
    claimed.add(key)
  }
  return decided
}

const nameOf = ({ collection, id }: Owner): string => JSON.stringify([collection, id])

const decideOne = (tables: Tables, { collection, id, expected, value, keys }: Change): Decided => {
  const row = rowOf(tables, { collection, id })
  if ((row?.version ?? 0) !== expected) throw new Conflict(`${collection}/${id}`) // guard: expected-version
  if (value === null) return { collection, id, version: 0, value: null, keys: [] }
  return { collection, id, version: expected + 1, value, keys: [...(keys ?? row?.keys ?? [])] }
}

export const apply = (tables: Tables, changes: readonly Decided[]): void => {
  for (const change of changes) for (const key of rowOf(tables, change)?.keys ?? []) tables.owners.delete(key)
  for (const { collection, id, version, value, keys } of changes) {
    if (value === null) tables.collections.get(collection)?.delete(id)
    else putRow(tables, collection, { id, version, keys, value })
  }
}

/** A value is frozen: what a caller gets from here is nobody's to change in passing. */
export const putRow = (tables: Tables, collection: string, row: Row): void => {
  freeze(row.value)
  const rows = tables.collections.get(collection) ?? new Map<string, Row>()
  tables.collections.set(collection, rows.set(row.id, row))
  for (const key of row.keys) tables.owners.set(key, { collection, id: row.id })
}

const freeze = (value: Json): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}
