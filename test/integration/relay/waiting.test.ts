/** Frames that wait, for a disk or a judgement: `saved` tells the truth whatever comes before, behind or instead. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { received } from '../../support/attack.ts'
import { diskError, disturbed, gated } from '../../support/disk.ts'
import { attackedText, quadraticBomb } from '../../support/hostile.ts'
import { type Peer, syncFrame } from '../../support/peer.ts'
import { oneForEach } from '../../support/foreach.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
const start = oneForEach()

test('[P13] what comes while an earlier frame of the same connection is being judged does not overtake it', async () => {
  const disk = gated()
  const running = await start({ disk: disk.disk })
  const [liar, other] = [await running.peer(chair), await running.peer(director)]
  for (const peer of [liar, other]) peer.addParagraph('Först.')
  liar.send(syncFrame('update', Y.encodeStateAsUpdate(attackedText())))
  await Promise.all([liar.allSaved(), other.allSaved()])
  const before = liar.saved
  disk.shut()
  other.addParagraph('Väntar på disken.')
  await disk.waiting()
  liar.type('En vanlig ändring, och ')
  liar.send(syncFrame('update', quadraticBomb(6000)))
  await received(liar.socket)
  disk.open()
  disk.shut()
  await disk.waiting()
  // Behind the bomb, while the ordinary change is being written: something that needs nothing of the bomb.
  liar.text.delete(0, 1)
  await received(liar.socket)
  disk.open()
  expect(await liar.end()).toBe(4400)
  expect(liar.saved).toBe(before + 1)
})

test('[P13] what has come before its sender leaves is taken', async () => {
  const disk = gated()
  const running = await start({ disk: disk.disk })
  const [leaver, other] = [await running.peer(chair), await running.peer(director)]
  for (const peer of [leaver, other]) peer.addParagraph('Först.')
  await Promise.all([leaver.allSaved(), other.allSaved()])
  disk.shut()
  other.addParagraph('Väntar på disken.')
  await disk.waiting()
  leaver.addParagraph('Mina sista ord.')
  leaver.socket.close()
  await leaver.end()
  disk.open()
  await other.until(() => other.words().includes('Mina sista ord.'))
})

test('[P15] when a clientID cannot be claimed everyone is told, later frames are answered, none is acknowledged', async () => {
  let failing = false
  const disk = disturbed((call, path) => {
    if (failing && call === 'sync' && !path.includes('/texts/')) throw diskError('ENOSPC')
  })
  const program = await start({ disk })
  const [one, two] = [await program.peer(chair), await program.peer(director)]
  one.addParagraph('Först.')
  await one.allSaved()
  await two.until(() => two.words().includes('Först.'))
  const before = one.saved
  failing = true
  one.doc.clientID = 4711
  one.addParagraph('Av en okänd.')
  const told = (peer: Peer, times: number) =>
    peer.until(() => peer.heard.filter((h) => h.type === 'problem' && h.code === 'storage-failing').length >= times)
  await Promise.all([told(one, 1), told(two, 1)])
  // Adds nothing, and would count if the frame before it had been forgotten.
  one.send(syncFrame('update', Uint8Array.of(0, 0)))
  await told(one, 2)
  expect(one.saved).toBe(before)
})
