/**
 * The server's records as the pages ask for them. The only place that knows HTTP; a refusal is thrown as a `Problem`.
 */
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { hc, type InferResponseType } from 'hono/client'
import type { AuthorRun } from '../shared/authors.ts'
import type { StillBlock } from '../shared/beginning.ts'
import { fileAtMost, type StoredImage } from '../shared/files.ts'
import type { Term } from '../shared/people.ts'
import { isProblemCode, Problem } from '../shared/problem.ts'
import type { Settling, ShownRescue } from '../shared/rescues.ts'
import type { SettledDeletion, ShownDeletion } from '../shared/snapshots.ts'
import type { Api } from '../server/app.ts'

/** A request that hangs must not hold up what waits for its answer: without contact that is said, not guessed. */
const patience = 15_000

const { api } = hc<Api>(location.origin, {
  fetch: (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(patience) }),
})

export type Me = InferResponseType<typeof api.me.$get>
export type MemberRow = InferResponseType<typeof api.members.$get>[number]
export type ProgrammeRecord = InferResponseType<typeof api.programmes.$get>[number]
export type ExamplePerson = InferResponseType<typeof api.example.$get>[number]

/**
 * Another kind of answer than ours (a proxy's page, no contact) is `internal`: there is nothing to tell a person of
 * it.
 */
const problemIn = async (response: Response): Promise<Problem> => {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return new Problem('internal')
  const body: unknown = await response.json()
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null
  return new Problem(typeof code === 'string' && isProblemCode(code) ? code : 'internal')
}

type Answer<T> = { ok: boolean; json(): Promise<T> }

const read = async <T>(asked: Promise<Response & Answer<T>>): Promise<T> => {
  const response = await asked
  if (!response.ok) throw await problemIn(response)
  return response.json()
}

const decided = (error: unknown): boolean => error instanceof Problem && error.code !== 'internal'

/**
 * What the server has decided is not asked again; no contact is. The browser's own opinion of being offline counts for
 * nothing: by it a request would wait in silence instead of failing, and the server may be on this computer.
 */
export const records = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => failures < 3 && !decided(error), staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

export const me = queryOptions({ queryKey: ['me'], queryFn: () => read(api.me.$get()) })
export const programmes = queryOptions({ queryKey: ['programmes'], queryFn: () => read(api.programmes.$get()) })
export const members = queryOptions({ queryKey: ['members'], queryFn: () => read(api.members.$get()) })
export const examplePeople = queryOptions({ queryKey: ['example'], queryFn: () => read(api.example.$get()) })

export const programme = (id: string) =>
  queryOptions({
    queryKey: ['programmes', id],
    queryFn: () => read(api.programmes[':id'].$get({ param: { id } })),
  })

/** To be read until the editor has the text. Asked for once, and never in vain again: it only helps. */
export const beginning = (programmeId: string) =>
  queryOptions({
    queryKey: ['beginning', programmeId],
    queryFn: async (): Promise<StillBlock[]> => {
      const { blocks } = await read(api.programmes[':id'].beginning.$get({ param: { id: programmeId } }))
      // A quotation holds blocks again; Hono's type of what comes as JSON does not follow there.
      return blocks as StillBlock[]
    },
    retry: false,
    staleTime: Infinity,
  })

/** The open ones. */
export const rescues = (programmeId: string) =>
  queryOptions({
    queryKey: ['rescues', programmeId],
    queryFn: (): Promise<ShownRescue[]> => read(api.programmes[':id'].rescues.$get({ param: { id: programmeId } })),
  })

/** `length`: of the words that the person had before them; refused where more have come since. */
export const deletions = (programmeId: string) =>
  queryOptions({
    queryKey: ['snapshots', programmeId],
    queryFn: (): Promise<ShownDeletion[]> => read(api.programmes[':id'].snapshots.$get({ param: { id: programmeId } })),
  })

/** How it stands now: what had come back already is not brought back. */
export const settleDeletion = async (id: string, deed: 'take-back' | 'dismiss'): Promise<SettledDeletion> => {
  const { state } = await read(api.snapshots[':id'][deed].$post({ param: { id } }))
  return state
}

export const settleRescue = async (id: string, settling: { how: Settling; length: number }): Promise<void> => {
  await read(api.rescues[':id'].settle.$post({ param: { id }, json: settling }))
}

/** Asked anew each time: between two askings people write. */
export const authorRuns = async (programmeId: string): Promise<AuthorRun[]> => {
  const { runs } = await read(api.programmes[':id'].authors.$get({ param: { id: programmeId } }))
  return runs
}

/**
 * Brings an image to a programme's text. An XMLHttpRequest, since only it tells how much of the image has gone; ten
 * megabytes on a train take minutes, so patience begins anew with every piece that gets through.
 */
export const sendImage = (
  image: File,
  {
    programmeId,
    onProgress,
    signal,
  }: { programmeId: string; onProgress: (share: number) => void; signal: AbortSignal },
): Promise<StoredImage> => {
  if (image.size > fileAtMost) return Promise.reject(new Problem('file-too-big'))
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const lost = () => reject(new Problem('internal'))
    let timer = setTimeout(() => request.abort(), patience)
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer)
      timer = setTimeout(() => request.abort(), 4 * patience)
      onProgress(total > 0 ? loaded / total : 0)
    }
    request.onloadend = () => clearTimeout(timer)
    request.onerror = lost
    request.onabort = lost
    request.onload = () => {
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' }
      read(Promise.resolve(new Response(request.responseText, { status: request.status, headers }))).then(
        resolve,
        reject,
      )
    }
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', `/api/files?programme=${encodeURIComponent(programmeId)}`)
    request.send(image)
  })
}

export const signIn = async (email: string, password: string): Promise<void> => {
  await read(api.auth['sign-in'].email.$post({ json: { email, password } }))
  await records.resetQueries()
}

/** Afterwards nothing that was read stays in this tab. */
export const signOut = async (): Promise<void> => {
  await read(api.auth['sign-out'].$post())
  records.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  await records.resetQueries(me)
}

export const setTerms = async (id: string, terms: Term[]): Promise<void> => {
  await read(api.members[':id'].terms.$post({ param: { id }, json: { terms } }))
  await records.invalidateQueries()
}
