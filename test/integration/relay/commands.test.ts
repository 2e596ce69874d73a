/** A command changes a text that people may have open: judged, on disk, then shown, like anybody's writing. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { TextChange } from '../../../server/relay/livetext.ts'
import { Conflict, type TextEntry } from '../../../server/store/store.ts'
import { diskError, disturbed } from '../../support/disk.ts'
import { oneForEach } from '../../support/foreach.ts'
import type { Running } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
const start = oneForEach()

const memberOf = async ({ store }: Running, email: string): Promise<string> =>
  (await store.records.byKey(`member.email:${email}`))?.id ?? ''

/** Adds a paragraph to the text as it stands, under a clientID that is new unless one is given. */
const adding =
  (words: string, { client, name = 'paragraph' }: { client?: number; name?: string } = {}) =>
  (state: Uint8Array): Uint8Array => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    if (client !== undefined) doc.clientID = client
    const before = Y.encodeStateVector(doc)
    const element = new Y.XmlElement(name)
    element.insert(0, [new Y.XmlText(words)])
    const text = doc.getXmlFragment('text')
    text.insert(text.length, [element])
    return Y.encodeStateAsUpdate(doc, before)
  }

/** A record and the words, in one commit. */
const committing = (program: Running, id: string) => async (entry: TextEntry | null) => {
  const { store, textId } = program
  const changes = [{ collection: 'things', id, expected: 0, value: { id } }]
  await store.records.commit({ at: 0, changes, audit: null, ...(entry && { text: { textId, entry } }) })
}

const write = async (program: Running, change: Partial<TextChange>): Promise<void> => {
  const by = await memberOf(program, chair)
  const whole = { by, make: adding('Av ett kommando.'), commit: committing(program, 'one'), ...change }
  await program.service.rooms.write(program.textId, whole)
}

test('[P37] it changes a text that nobody has open, and who opens it next reads it', async () => {
  const program = await start()
  await write(program, {})
  expect(await program.store.records.get('things', 'one')).not.toBeNull()
  expect((await program.peer(director)).words()).toContain('Av ett kommando.')
})

test('[P37] who has the text open sees it when it is on disk, between what others write, and never before', async () => {
  const program = await start()
  const [writer, watcher] = [await program.peer(director), await program.peer(chair)]
  let heard = ''
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const commit = committing(program, 'one')
  const written = write(program, {
    commit: async (entry) => {
      await held
      heard = watcher.words() + writer.words()
      await commit(entry)
    },
  })
  writer.addParagraph('Skrivet medan det väntar.')
  release()
  await written
  expect(heard).not.toContain('Av ett kommando.')
  const both = (words: string) => words.includes('Av ett kommando.') && words.includes('Skrivet medan det väntar.')
  await Promise.all([writer.until(() => both(writer.words())), watcher.until(() => both(watcher.words()))])
  expect(writer.words()).toBe(watcher.words())
})

test('[P37] when its commit is refused nothing of it is left, for anyone', async () => {
  const program = await start()
  const watcher = await program.peer(director)
  await expect(write(program, { commit: () => Promise.reject(new Conflict('things/one')) })).rejects.toThrow(Conflict)
  watcher.addParagraph('Efteråt.')
  await watcher.allSaved()
  const fresh = await program.peer(chair)
  expect(fresh.words()).toContain('Efteråt.')
  expect(fresh.words()).not.toContain('Av ett kommando.')
})

test("[P37] it is judged: what breaks the form, leaves a gap, or comes under another's clientID is refused", async () => {
  const program = await start()
  const watcher = await program.peer(director)
  watcher.addParagraph('Mina ord.')
  await watcher.allSaved()
  const refusal = (make: TextChange['make']) =>
    write(program, { make }).then(
      () => 'let through',
      (error: Error) => error.message.split(':')[0],
    )
  expect(await refusal(adding('Skript.', { name: 'script' }))).toBe('form-broken')
  expect(await refusal(adding('Förfalskat.', { client: watcher.doc.clientID }))).toBe('foreign-client-id')
  const gap = (state: Uint8Array): Uint8Array => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    Y.applyUpdate(doc, adding('Först.', { client: 4711 })(Y.encodeStateAsUpdate(doc)))
    return adding('Sedan.', { client: 4711 })(Y.encodeStateAsUpdate(doc))
  }
  expect(await refusal(gap)).toBe('malformed-update')
  expect(await program.store.records.get('things', 'one')).toBeNull()
})

test('[P37] when the disk fails it is refused, and everyone is told that the text is only read', async () => {
  let failing = false
  const disk = disturbed((call) => {
    if (failing && call === 'sync') throw diskError('ENOSPC')
  })
  const program = await start({ disk })
  const watcher = await program.peer(director)
  failing = true
  await expect(write(program, {})).rejects.toThrow(/storage failed/)
  await watcher.until(() => watcher.heard.some((said) => said.type === 'problem' && said.code === 'storage-failing'))
  await expect(write(program, {})).rejects.toThrow(/storage-failing/)
  expect(watcher.words()).not.toContain('Av ett kommando.')
})

test('[P37] an end between its record and its words leaves both', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-commands-'))
  let failing = false
  const disk = disturbed((call, path) => {
    if (failing && call === 'write' && path.includes('/texts/')) throw diskError('EIO')
  })
  const program = await start({ disk, directory })
  failing = true
  await expect(write(program, {})).rejects.toThrow(/storage failed/)
  expect(await program.store.records.get('things', 'one')).toBeNull()
  await program.stop()
  const again = await start({ directory })
  expect(await again.store.records.get('things', 'one')).not.toBeNull()
  expect((await again.peer(director)).words()).toContain('Av ett kommando.')
  await again.stop()
  await rm(directory, { recursive: true })
})
