/** The thread in which images.ts has a drawing made harmless: ten megabytes of it take longer than a key may wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Drawing, harmlessDrawing } from './svg.ts'

/** Whatever goes wrong, it is the drawing's fault: nothing else is read here. */
export type Answer = { drawing: Drawing } | { refused: string }

const answer = (source: string): Answer => {
  try {
    return { drawing: harmlessDrawing(source) }
  } catch (error) {
    return { refused: String(error) }
  }
}

// What `readDrawing` passed.
parentPort?.postMessage(answer(workerData as string))
