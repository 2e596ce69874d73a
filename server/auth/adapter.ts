/**
 * better-auth's tables on our own store, so that a session is as durable as a decision and a revoked one stays revoked
 * after a crash. A row of the model `session` is the record `auth-session/<id>`; what the model calls unique is a key.
 */
import { createAdapterFactory, type Where } from 'better-auth/adapters'
import { retryOnConflict } from '../retry.ts'
import type { Change, Json, JsonObject, Store, Stored } from '../store/store.ts'
import { matches, sortRows } from './where.ts'

type Row = JsonObject & { id: string }

export const collectionOf = (model: string): string => `auth-${model}`
export const keyOf = (model: string, field: string, value: Json): string => `auth-${model}.${field}:${String(value)}`

const asRow = (stored: Stored): Row => ({ ...stored.value, id: stored.id })

export const storeAdapter = (store: Store, clock: () => number) =>
  createAdapterFactory({
    config: { adapterId: 'samskriv', supportsDates: false, supportsJSON: true, supportsArrays: true },
    adapter: ({ schema, getDefaultModelName }) => {
      const uniqueFields = (model: string): string[] =>
        Object.entries(schema[getDefaultModelName(model)]?.fields ?? {}).flatMap(([name, f]) =>
          f.unique ? [name] : [],
        )

      const keys = (model: string, row: Row): string[] =>
        uniqueFields(model).flatMap((f) => (row[f] == null ? [] : [keyOf(model, f, row[f])]))

      /** The rows that may match: one where a condition names an id or a unique value, otherwise all of the model. */
      const candidates = async (model: string, where: readonly Where[]): Promise<Stored[]> => {
        const collection = collectionOf(model)
        if (where.every((w) => w.connector !== 'OR')) {
          for (const { field, operator = 'eq', value } of where) {
            if (operator !== 'eq' || typeof value !== 'string') continue
            const named = field === 'id' || uniqueFields(model).includes(field)
            if (!named) continue
            const key = keyOf(model, field, value)
            const one = field === 'id' ? await store.records.get(collection, value) : await store.records.byKey(key)
            return one === null ? [] : [one]
          }
        }
        return store.records.list(collection)
      }

      const find = async (model: string, where: readonly Where[]): Promise<Stored[]> =>
        (await candidates(model, where)).filter((stored) => matches(asRow(stored), where))

      /** Changes (or, with null, removes) at most `limit` matching rows in one commit; answers them as they now are. */
      const rewrite = async (
        model: string,
        where: readonly Where[],
        next: (row: Row) => Row | null,
        limit = Number.POSITIVE_INFINITY,
      ): Promise<Row[]> => {
        return retryOnConflict({ records: store.records, clock }, async () => {
          const found = (await find(model, where)).slice(0, limit)
          const written = found.map((stored) => ({ stored, row: next(asRow(stored)) }))
          const changes = written.map(({ stored, row }): Change => {
            const at = { collection: collectionOf(model), id: stored.id, expected: stored.version, value: row }
            return row === null ? at : { ...at, keys: keys(model, row) }
          })
          if (changes.length > 0) await store.records.commit({ at: clock(), changes, audit: null })
          return written.map(({ stored, row }) => row ?? asRow(stored))
        })
      }

      const merged = (update: object) => (row: Row) => ({ ...row, ...(update as JsonObject), id: row.id })
      // The factory speaks in type parameters that only it knows the arguments of; a row is what it gave us.
      const given = <T>(row: Row | undefined): T | null => (row ?? null) as T | null
      const allGiven = <T>(rows: Row[]): T[] => rows as unknown[] as T[]

      return {
        create: async ({ model, data }) => {
          // Without dates and with JSON, what the factory hands over is plain JSON with an id.
          const row = data as unknown as Row
          const change = {
            collection: collectionOf(model),
            id: row.id,
            expected: 0,
            value: row,
            keys: keys(model, row),
          }
          await store.records.commit({ at: clock(), changes: [change], audit: null })
          return data
        },
        findOne: async ({ model, where }) => given((await find(model, where)).map(asRow)[0]),
        findMany: async ({ model, where = [], limit, offset = 0, sortBy }) => {
          const rows = (await find(model, where)).map(asRow)
          if (sortBy) sortRows(rows, sortBy)
          return allGiven(rows.slice(offset, offset + limit))
        },
        count: async ({ model, where = [] }) => (await find(model, where)).length,
        update: async ({ model, where, update }) => given((await rewrite(model, where, merged(Object(update)), 1))[0]),
        updateMany: async ({ model, where, update }) => (await rewrite(model, where, merged(update))).length,
        delete: async ({ model, where }) => {
          await rewrite(model, where, () => null, 1)
        },
        deleteMany: async ({ model, where }) => (await rewrite(model, where, () => null)).length,
        consumeOne: async ({ model, where }) => given((await rewrite(model, where, () => null, 1))[0]),
      }
    },
  })
