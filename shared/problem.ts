/**
 * Every expected refusal, once: its HTTP status, and where a socket ends over it, the close code.
 * A message to a person is found in `messages/` under the same code.
 *
 * `client` says what a client does with words the server has not got:
 * `keep` (its Y.Doc and IndexedDB stay and merge when it comes back), `leftover` (set aside for their author, who reads
 * on), `discard` (the words set aside, the copy thrown away, the text loaded from the server).
 */
type Entry = { status: number; close?: number; client?: 'keep' | 'leftover' | 'discard' }

export const problems = {
  // who and what you are
  'not-signed-in': { status: 401, close: 4401, client: 'keep' },
  'wrong-credentials': { status: 401 },
  'role-expired': { status: 403, close: 4401, client: 'keep' },
  'schema-too-old': { status: 426, close: 4426, client: 'keep' },
  'origin-refused': { status: 403 },
  // what you may
  'not-your-role': { status: 403, close: 4430, client: 'leftover' },
  'not-your-municipality': { status: 403 },
  'not-your-own': { status: 403 },
  'no-municipality': { status: 403 },
  'same-person': { status: 403 },
  'last-secretariat': { status: 409 },
  'text-stopped': { status: 409, close: 4430, client: 'leftover' },
  'text-sealed': { status: 409, close: 4431, client: 'leftover' },
  'text-quarantined': { status: 423, close: 4410, client: 'keep' },
  // what you sent
  'malformed-update': { status: 400, close: 4400, client: 'discard' },
  'form-broken': { status: 422, close: 4422, client: 'discard' },
  'foreign-client-id': { status: 403, close: 4403, client: 'discard' },
  'too-big': { status: 413, close: 1009, client: 'keep' },
  'too-fast': { status: 429, close: 4529, client: 'keep' },
  'too-slow': { status: 408, close: 4508, client: 'keep' },
  'too-many-attempts': { status: 429 },
  'bad-request': { status: 400 },
  'not-an-image': { status: 422 },
  'file-too-big': { status: 413 },
  'not-found': { status: 404 },
  'changed-meanwhile': { status: 409 },
  // a client's own finding: no answer carries it
  'lost-on-the-way': { status: 409 },
  'already-exists': { status: 409 },
  // what has happened to us
  'storage-failing': { status: 507, close: 4507, client: 'keep' },
  restarting: { status: 503, close: 1012, client: 'keep' },
  internal: { status: 500 },
} as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof problems

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

/** The entry of a code, with the optional fields readable on all of them. */
export const problemOf = (code: ProblemCode): Entry => problems[code]

/** A refusal we expected. `detail` is for the log and for developers; never a person's words or another's secrets. */
export class Problem extends Error {
  readonly code: ProblemCode
  constructor(code: ProblemCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`)
    this.name = 'Problem'
    this.code = code
  }
}
