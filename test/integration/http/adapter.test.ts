/** better-auth's tables on a real store: what it may rely on when two requests come at once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { storeAdapter } from '../../../server/auth/adapter.ts'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { Conflict, type Store } from '../../../server/store/store.ts'

type Row = { id: string; token: string; userId: string; expiresAt: Date; ipAddress?: string }

let directory: string
let store: Store
let adapter: ReturnType<ReturnType<typeof storeAdapter>>

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'samskriv-adapter-'))
  store = await openEmbedded({ directory })
  adapter = storeAdapter(store, () => 0)({})
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  await adapter.deleteMany({ model: 'session', where: [] })
})

const noon = new Date('2026-11-24T12:00:00Z')
const session = (token: string, userId = 'anna', expiresAt = noon) => {
  const data = { token, userId, expiresAt, createdAt: noon, updatedAt: noon }
  return adapter.create<typeof data, Row>({ model: 'session', data })
}
const byToken = (token: string) => ({ model: 'session', where: [{ field: 'token', value: token }] })
const ofUser = (userId: string) => ({ model: 'session', where: [{ field: 'userId', value: userId }] })

describe('a row', () => {
  test('comes back as it was written, by its token and by its id, its dates as dates', async () => {
    const { id } = await session('t1')
    const written = { id, token: 't1', userId: 'anna', expiresAt: noon }
    expect(await adapter.findOne<Row>(byToken('t1'))).toMatchObject(written)
    expect(await adapter.findOne<Row>({ model: 'session', where: [{ field: 'id', value: id }] })).toMatchObject(written)
    expect(await adapter.findOne<Row>(byToken('t2'))).toBeNull()
  })

  test('[S4] of one token there is only one', async () => {
    await session('t1')
    await expect(session('t1', 'bo')).rejects.toThrow(Conflict)
    expect(await adapter.count({ model: 'session' })).toBe(1)
  })

  test('[S4] keeps its token when something else of it changes, and frees it when it goes', async () => {
    await session('t1')
    await adapter.update({ ...byToken('t1'), update: { ipAddress: 'x' } })
    await expect(session('t1')).rejects.toThrow(Conflict)
    await adapter.update({ ...byToken('t1'), update: { token: 't2' } })
    await session('t1', 'bo')
    await adapter.delete(byToken('t1'))
    expect(await adapter.findOne(byToken('t1'))).toBeNull()
    expect(await adapter.findOne<Row>(byToken('t2'))).toMatchObject({ userId: 'anna', ipAddress: 'x' })
  })
})

describe('many rows', () => {
  test('are found by a condition, sorted and cut', async () => {
    for (const [i, token] of ['a', 'b', 'c', 'd'].entries()) await session(token, 'anna', new Date(i * 1000))
    await session('e', 'bo')
    const late = { field: 'expiresAt', operator: 'gt' as const, value: new Date(0) }
    const found = await adapter.findMany<Row>({
      model: 'session',
      where: [...ofUser('anna').where, late],
      sortBy: { field: 'expiresAt', direction: 'desc' },
      limit: 2,
      offset: 1,
    })
    expect(found.map(({ token }) => token)).toEqual(['c', 'b'])
  })

  test('are changed and removed together, and counted', async () => {
    for (const token of ['a', 'b']) await session(token)
    await session('c', 'bo')
    expect(await adapter.updateMany({ ...ofUser('anna'), update: { ipAddress: 'x' } })).toBe(2)
    expect(await adapter.deleteMany(ofUser('anna'))).toBe(2)
    expect(await adapter.deleteMany(ofUser('anna'))).toBe(0)
    expect((await adapter.findMany<Row>({ model: 'session' })).map(({ token }) => token)).toEqual(['c'])
  })
})

describe('[S3] at the same moment', () => {
  test('of many who take one row, one gets it', async () => {
    await session('once')
    const taken = await Promise.all(Array.from({ length: 4 }, () => adapter.consumeOne<Row>(byToken('once'))))
    expect(taken.filter((row) => row !== null)).toHaveLength(1)
  })

  test('two changes of one row are both kept', async () => {
    await session('t1')
    const update = (change: object) => adapter.update({ ...byToken('t1'), update: change })
    await Promise.all([update({ ipAddress: 'x' }), update({ userAgent: 'y' })])
    expect(await adapter.findOne(byToken('t1'))).toMatchObject({ ipAddress: 'x', userAgent: 'y' })
  })
})
