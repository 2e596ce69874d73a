/** Passwords, kept only as what scrypt makes of them. */
import { type BinaryLike, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '../../shared/problem.ts'

/** 32 MB and about a fifth of a second per attempt: one of the settings OWASP names as equal. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const length = 32

/** How many may wait: at a fifth of a second each, the last of them is answered before its browser gives up. */
const waitingAtMost = 100

const derive = promisify<BinaryLike, BinaryLike, number, typeof cost, Buffer>(scrypt)

/**
 * One at a time. scrypt runs in the same few threads as fsync, and a crowd signing in after lunch must not keep
 * everybody else from *Sparat*.
 */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

const inTurn = async (password: string, salt: Buffer): Promise<Buffer> => {
  if (waiting >= waitingAtMost) throw new Problem('too-fast', 'sign-ins waiting')
  waiting++
  const turn = last.then(() => derive(password.normalize('NFC'), salt, length, cost))
  last = turn.catch(() => undefined) // the caller hears of a failure; the next in line need not
  return turn.finally(() => waiting--)
}

/** `scrypt:<salt>:<key>`, both base64. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt:${salt.toString('base64')}:${(await inTurn(password, salt)).toString('base64')}`
}

export const verifyPassword = async ({ hash, password }: { hash: string; password: string }): Promise<boolean> => {
  const [, salt = '', key = ''] = hash.split(':')
  const expected = Buffer.from(key, 'base64')
  const given = await inTurn(password, Buffer.from(salt, 'base64'))
  return expected.length === given.length && timingSafeEqual(expected, given)
}
