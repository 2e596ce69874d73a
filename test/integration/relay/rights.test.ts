import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../../shared/protocol.ts'
import { Peer } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'

const secretariat = 'sekretariat@sodertorn.example'
const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
let program: Running
let clock = Date.parse('2026-11-24T12:00:00Z')

beforeAll(async () => {
  program = await startRunning({ now: () => clock })
})
afterAll(() => program.stop())

const memberId = async (email: string): Promise<string> => {
  const found = (await program.store.records.list('members')).find((m) => m.value.email === email)
  if (!found) throw new Error(`no ${email}`)
  return found.id
}

const post = async (path: string, body: unknown, as = secretariat): Promise<number> => {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await program.request(path, { ...init, cookie: await program.signIn(as) })).status
}

const term = (role: string, municipality: string | null, to: string | null = null) => ({
  role,
  municipality,
  from: '2023-01-01',
  to,
})

test('revoke-open-socket: [P22][R7] who may no longer write is closed with 4430, and nothing sent meanwhile is taken', async () => {
  const [loser, watcher] = [await program.peer(director), await program.peer(chair)]
  await loser.allSaved()
  const saved = loser.saved
  const path = `/api/members/${await memberId(director)}/terms`
  expect(await post(path, { terms: [term('officer', 'haninge')] })).toBe(200)
  expect(await loser.end()).toBe(4430)
  expect(loser.closed?.reason).toBe('not-your-role')
  expect(loser.saved).toBe(saved)
  expect(watcher.closed).toBeNull()
  const back = await program.peer(director)
  back.addParagraph('Som handläggare.')
  expect(await back.end()).toBe(4430)
})

test('[P22] who may write from now on is sent away with 1012 to come back, and then writes', async () => {
  const officer = 'handlaggare@nykvarn.example'
  const gainer = await program.peer(officer)
  const path = `/api/members/${await memberId(officer)}/terms`
  expect(await post(path, { terms: [term('director', 'nykvarn')] })).toBe(200)
  expect(await gainer.end()).toBe(1012)
  const back = await program.peer(officer)
  back.addParagraph('Som direktör.')
  await back.allSaved()
})

test('[P22][R2] a deactivated member is closed with 4401 and not let in again', async () => {
  const email = 'ordforande@botkyrka.example'
  const peer = await program.peer(email)
  expect(await post(`/api/members/${await memberId(email)}/deactivate`, {})).toBe(200)
  expect(await peer.end()).toBe(4401)
  await expect(program.peer(email)).rejects.toThrow()
})

test('[P22] signing out closes the sockets of that session and no other', async () => {
  const cookie = await program.signIn(chair)
  const door = await program.door(chair)
  const here = await new Peer({ ...door, cookie }).join()
  const elsewhere = await program.peer(chair)
  await program.request('/api/auth/sign-out', { method: 'POST', cookie })
  expect(await here.end()).toBe(4401)
  expect(elsewhere.closed).toBeNull()
})

test('[P22][R2] a term that has run out ends at midnight in Sweden, on open sockets too', async () => {
  const email = 'ordforande@huddinge.example'
  const path = `/api/members/${await memberId(email)}/terms`
  expect(await post(path, { terms: [term('chair', 'huddinge', '2026-11-24')] })).toBe(200)
  const peer = await program.peer(email)
  clock = Date.parse('2026-11-24T23:00:01Z')
  await program.service.rooms.reconsider()
  expect(await peer.end()).toBe(4401)
  expect(peer.closed?.reason).toBe('role-expired')
})

test('[P24] a changed record is announced by its noun and id, and nothing of its content', async () => {
  const peer = await program.peer(chair)
  const id = await memberId('registrator@salem.example')
  expect(await post(`/api/members/${id}/terms`, { terms: [term('registrar', 'salem')] })).toBe(200)
  await peer.until(() => peer.heard.some((h) => h.type === 'changed' && h.changed.id === id))
  const heard = peer.heard.find((h) => h.type === 'changed' && h.changed.id === id)
  expect(heard).toEqual({ type: 'changed', changed: { noun: 'members', id } })
})

test('[P20] a connection that has heard nothing for twenty seconds is sent something', async () => {
  const peer = await program.peer(chair)
  await peer.allSaved()
  const before = peer.heard.length
  clock += limits.heartbeat
  program.service.rooms.tick()
  await peer.until(() => peer.heard.length > before)
  expect(peer.heard.at(-1)).toMatchObject({ type: 'awareness', states: [] })
})
