/** Folds a log in a thread of its own: loading a text of 200 pages takes longer than anyone should wait for a key. */
import { Worker } from 'node:worker_threads'
import type { Generation } from './fold.ts'

/** A log's file, and how much of it is on disk. */
export type Job = { path: string; length: number }

/** The next generation's first bytes. Rejects when told to end. */
export const compact = (job: Job, signal: AbortSignal): Promise<Generation> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./compaction-worker.ts', import.meta.url), { workerData: job })
    const stop = () => void worker.terminate()
    signal.addEventListener('abort', stop)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('the compaction ended early'))
    })
    if (signal.aborted) stop()
  })
