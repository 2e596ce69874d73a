/** Commands when the store says no: somebody else was first, or nothing can be written. */
import { afterEach, describe, expect, test } from 'vitest'
import { examplePassword } from '../../../server/example.ts'
import { Conflict, type Records, StorageFailed, type Store } from '../../../server/store/store.ts'
import { openService, type Service, said } from '../../support/service.ts'

let service: Service
afterEach(() => service.close())

/** A store whose next commits fail as told; everything else is the real one's. */
const failing = () => {
  let failures: Error[] = []
  let isDown = false
  const commit =
    (records: Records): Records['commit'] =>
    async (what) => {
      if (isDown) throw new StorageFailed('the disk is full')
      // An empty commit only waits for others.
      const failure = what.changes.length > 0 ? failures.shift() : undefined
      if (failure) throw failure
      return records.commit(what)
    }
  return {
    between: (store: Store): Store => ({
      ...store,
      records: {
        get: (collection, id) => store.records.get(collection, id),
        list: (collection) => store.records.list(collection),
        byKey: (key) => store.records.byKey(key),
        audit: (from) => store.records.audit(from),
        commit: commit(store.records),
      },
      failure: () => (isDown ? 'the disk is full' : store.failure()),
    }),
    conflicts: (times: number) => {
      failures = Array.from({ length: times }, () => new Conflict('members/x'))
    },
    goesDown: () => {
      isDown = true
    },
  }
}

const programme = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }

describe('when somebody else is first', () => {
  test('[R5] a command is decided again on what stands now, and written once', async () => {
    const disk = failing()
    service = await openService({ between: disk.between })
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    const before = (await service.audit()).length
    disk.conflicts(3)
    expect((await secretariat.post('/api/programmes', programme)).status).toBe(201)
    expect((await service.audit()).length).toBe(before + 1)
    expect(service.announced).toHaveLength(1)
  })

  test('[R5] [R8] four times over, the person is told; nothing is written and nothing announced', async () => {
    const disk = failing()
    service = await openService({ between: disk.between })
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    const { id } = await service.member('lasare@sodertorn.example')
    const before = await service.audit()
    disk.conflicts(4)
    expect(said(await secretariat.post(`/api/members/${id}/deactivate`))).toBe('changed-meanwhile')
    expect(await service.audit()).toEqual(before)
    expect([service.announced, service.rightsChanged]).toEqual([[], []])
  })
})

describe('when nothing can be written', () => {
  test('[R5] [R8] reading goes on, a command says so, and nobody is told that anything was saved', async () => {
    const disk = failing()
    service = await openService({ between: disk.between })
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    expect((await service.stranger.get('/healthz')).body).toEqual({ status: 'ok' })

    disk.goesDown()
    expect(await service.stranger.get('/healthz')).toMatchObject({ status: 503, body: { status: 'storage-failing' } })
    for (const url of ['/api/me', '/api/members', '/api/programmes']) {
      expect([url, (await secretariat.get(url)).status]).toEqual([url, 200])
    }
    const { status, body } = await secretariat.post('/api/programmes', programme)
    expect([status, body.code]).toEqual([507, 'storage-failing'])
    expect(service.announced).toEqual([])
  })

  test('signing out does not pretend: the session is still there, and the person is told', async () => {
    const disk = failing()
    service = await openService({ between: disk.between })
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    disk.goesDown()
    expect(said(await secretariat.post('/api/auth/sign-out'))).toBe('storage-failing')
    expect(service.ended).toEqual([])
    expect((await secretariat.get('/api/me')).status).toBe(200)
  })

  test('signing in says so', async () => {
    const disk = failing()
    service = await openService({ between: disk.between })
    disk.goesDown()
    const credentials = { email: 'lasare@sodertorn.example', password: examplePassword }
    expect(said(await service.stranger.post('/api/auth/sign-in/email', credentials))).toBe('storage-failing')
  })
})
