/** The thread that `compact` starts: reads the log itself and posts the next generation's first bytes. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Job } from './compaction.ts'
import { nodeDisk } from './disk.ts'
import { decodeTextRecord, type TextRecord } from './entries.ts'
import { fold, type Generation } from './fold.ts'
import { readFileHeader, walk } from './frames.ts'

const work = async ({ path, length }: Job): Promise<Generation> => {
  const file = await nodeDisk.open(path)
  try {
    const source = { file, name: path, length }
    const records: TextRecord[] = []
    const { header, end: start } = await readFileHeader(source)
    const { end } = await walk(source, start, (frame) => {
      records.push(...frame.records.map(decodeTextRecord))
    })
    return fold(header, records, end)
  } finally {
    await file.close()
  }
}

// What `compact` passed.
parentPort?.postMessage(await work(workerData as Job))
