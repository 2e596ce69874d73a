/** The worker's side of beginnings.ts: builds a text's document and reads its first blocks. */
import { parentPort } from 'node:worker_threads'
import { readBeginning } from './beginning.ts'
import type { FromWorker, Task } from './beginnings.ts'
import { build } from './replica.ts'

const port = parentPort
if (port === null) throw new Error('beginning-worker runs as a worker only')
const tell = (message: FromWorker) => port.postMessage(message)

port.on('message', ({ number, stored }: Task) => {
  try {
    const doc = build(stored)
    tell({ number, beginning: readBeginning(doc) })
    doc.destroy()
  } catch (error) {
    tell({ number, failed: String(error) })
  }
})
