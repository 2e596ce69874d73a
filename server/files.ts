/** Files over HTTP: who may bring an image to a programme's text, and how it is served so that it can do no harm. */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import { dayInSweden } from '../shared/calendar.ts'
import type { StoredImage } from '../shared/files.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { Command, Run } from './commands.ts'
import { signedIn } from './http.ts'
import { type Image, readImage } from './images.ts'
import type { Change, Store, Stored } from './store/store.ts'

/** A file as it is known: what it is, which programmes' texts it was brought to, who brought it first, and when. */
export type FileRecord = StoredImage & { programmes: string[]; byMember: string; at: number }

// Files are written only by our own command, which builds them as this type.
const asFile = (stored: Stored): FileRecord => stored.value as FileRecord

// Programmes are written only by our own commands, which build them as this type.
const asProgramme = (stored: Stored): Programme => stored.value as Programme

export const newFile = (file: FileRecord): Change => ({
  collection: 'files',
  id: file.id,
  expected: 0,
  value: file,
})

/** Puts an image's bytes where they stay. Its record must follow: nothing is served that has none. */
export const keepImage = async (store: Store, { bytes, ...image }: Image): Promise<StoredImage> => ({
  ...image,
  id: await store.files.put(bytes),
  bytes: bytes.length,
})

type Adding = { programmeId: string; image: StoredImage }

const add: Command<Adding, { programme: Programme; before: Stored | null }, StoredImage> = {
  name: 'file.add',
  read: async (records, { programmeId, image }) => {
    const programme = await records.get('programmes', programmeId)
    if (programme === null) throw new Problem('not-found', 'programme')
    return { programme: asProgramme(programme), before: await records.get('files', image.id) }
  },
  may: (actor, { programme }) => may.editText(actor, programme.phase),
  decide: ({ programme, before }, { actor, now }, { image }) => {
    const known = before && asFile(before).programmes
    const programmes = [...new Set([...(known ?? []), programme.id])]
    const file: FileRecord = before
      ? { ...asFile(before), programmes }
      : { ...image, programmes, byMember: actor.memberId, at: now }
    return {
      changes: [{ ...newFile(file), expected: before?.version ?? 0 }],
      deed: { subject: { collection: 'files', id: image.id }, before: known && { programmes: known }, after: file },
      result: image,
    }
  },
}

/** How many may be sent and looked at at once, each with its ten megabytes in memory. */
const atOnce = 10

/** Runs one piece of work at a time: unpacked, an image takes 200 MB, and its threads are the disk's as well. */
const oneAtATime = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined) // Whoever waits for this work hears of it.
    return done
  }
}

/**
 * Its address names its bytes, so they never change; `vary` keeps them from whoever signs in next at this computer.
 * Opened by itself, a drawing may draw and nothing else.
 */
const served = {
  'cache-control': 'private, max-age=31536000, immutable',
  vary: 'cookie',
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

export const files = (options: { store: Store; auth: Auth; clock: () => number; run: Run }) => {
  const { store, auth, clock, run } = options
  const session = signedIn(auth)
  const inTurn = oneAtATime()
  let underWay = 0

  /** The body is read before its turn: a slow sender holds up nobody. */
  const imageIn = async (request: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<Image> => {
    if (underWay >= atOnce) throw new Problem('too-fast', 'images waiting') // guard: images-waiting
    underWay++
    try {
      const bytes = new Uint8Array(await request.arrayBuffer())
      return await inTurn(() => readImage(bytes))
    } finally {
      underWay--
    }
  }

  /** Asked before the body is read, and again by the command: an image is dear to take in and to look at. */
  const mayAdd = async (memberId: string, programmeId: string): Promise<void> => {
    const { actor } = await whoActs(store.records, memberId, dayInSweden(clock()))
    const programme = await store.records.get('programmes', programmeId)
    if (programme === null) throw new Problem('not-found', 'programme')
    const answer = may.editText(actor, asProgramme(programme).phase)
    if (answer !== true) throw new Problem(answer) // guard: may-add-file
  }

  return new Hono()
    .post('/files', session, async (c) => {
      const { memberId } = c.var.session
      const programmeId = c.req.query('programme') ?? ''
      await mayAdd(memberId, programmeId)
      const image = await imageIn(c.req)
      return c.json(await run(add, memberId, { programmeId, image: await keepImage(store, image) }), 201)
    })
    .get('/files/:id', session, async (c) => {
      const { actor } = await whoActs(store.records, c.var.session.memberId, dayInSweden(clock()))
      const answer = may.read(actor)
      if (answer !== true) throw new Problem(answer)
      const stored = await store.records.get('files', c.req.param('id'))
      if (stored === null) throw new Problem('not-found', 'file')
      const { id, mediaType } = asFile(stored)
      const headers = { ...served, etag: `"${id}"` }
      if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
      const bytes = await store.files.get(id)
      if (bytes === null) throw new Problem('not-found', 'its bytes')
      return c.body(new Uint8Array(bytes), 200, { ...headers, 'content-type': mediaType })
    })
}
