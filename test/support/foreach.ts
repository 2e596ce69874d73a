/** The whole program, started anew by each test. Apart from `running.ts`, which the benchmarks use without vitest. */
import { afterEach } from 'vitest'
import { type Running, type RunningOptions, startRunning } from './running.ts'

/** For a file whose tests each have a program of their own: how to start it. It is stopped after the test. */
export const oneForEach = (): ((options?: RunningOptions) => Promise<Running>) => {
  let program: Running | null = null
  afterEach(async () => {
    await program?.stop()
    program = null
  })
  return async (options = {}) => {
    program = await startRunning(options)
    return program
  }
}
