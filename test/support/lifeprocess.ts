/**
 * `node lifeprocess.ts <folder> <seed> <name> <call>`: a life in a process of its own, an acknowledgement a line, that
 * kills itself just before its nth call to the disk, or lives on until it is killed when n is 0.
 */
import { writeSync } from 'node:fs'
import { openEmbedded } from '../../server/store/embedded.ts'
import { disturbed } from './disk.ts'
import { live } from './life.ts'
import { random } from './random.ts'

const [directory = '', seed = '', name = '', fatalCall = '0'] = process.argv.slice(2)

let calls = 0
const disk = disturbed(() => {
  if (++calls === Number(fatalCall)) process.kill(process.pid, 'SIGKILL')
})

const store = await openEmbedded({ directory, disk })
const failed = await live(store, {
  random: random(Number(seed)),
  name,
  steps: 10_000,
  // Synchronous: a line that was written before the kill reaches whoever reads.
  acknowledged: (what) => void writeSync(1, `${JSON.stringify(what)}\n`),
})
throw failed
