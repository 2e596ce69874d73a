/**
 * What the gate calls costly is judged and applied here first, in a worker thread on a replica, while everyone else
 * writes on (P11). The deadline is in the worker's own CPU time, so that a busy machine refuses no honest work.
 */
import { Worker } from 'node:worker_threads'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import type { FrameKind, Verdict } from './gate.ts'

export type Task = { state: Uint8Array; update: Uint8Array; kind: FrameKind }

export type Outcome = { kind: 'judged'; verdict: Verdict } | { kind: 'refused'; code: ProblemCode; detail: string }

export type FromWorker =
  /** The replica stands; `cpu` ms of the thread so far. */
  | { type: 'loaded'; cpu: number }
  /** `cpu` ms for judging and applying. */
  | { type: 'done'; outcome: Outcome; cpu: number }

export type TrialLimits = {
  /** CPU of judging and applying, ms. As long again everyone would wait for it in the room. */
  cpu: number
  /** And this much more per megabyte: a day's honest work of 6 MB takes up to 600 ms (measured, 28,000 paragraphs). */
  cpuPerMegabyte: number
  /** From when a task is given to the worker, ms: whatever hangs, hangs no longer. */
  wall: number
  /** How often a running task's CPU is looked at, ms. */
  look: number
  /** Tasks that may wait. */
  queue: number
  /** The worker's heap, MB: a text of many years and an update of 200,000 structs fit. */
  heap: number
}

const defaults: TrialLimits = { cpu: 250, cpuPerMegabyte: 150, wall: 10_000, look: 100, queue: 32, heap: 512 }

type Waiting = { task: Task; resolve: (verdict: Verdict) => void; reject: (problem: Problem) => void }

type Run = { waiting: Waiting; startedAt: number; loadedAtCpu: number | null; timer: NodeJS.Timeout }

/** One worker, one task at a time; a worker that was stopped is replaced when the next task comes. */
export class Trial {
  readonly #limits: TrialLimits
  readonly #now: () => number
  readonly #queue: Waiting[] = []
  #worker: Worker | null = null
  #run: Run | null = null
  #closed = false

  constructor(limits: Partial<TrialLimits> = {}, now: () => number = () => performance.now()) {
    this.#limits = { ...defaults, ...limits }
    this.#now = now
  }

  /**
   * The verdict, once the update has been applied to a replica of `state` within the deadline. Rejects with the gate's
   * problems, `malformed-update` when applying throws or takes too long, `too-fast` when too many wait.
   */
  tryOut(task: Task): Promise<Verdict> {
    if (this.#closed) return Promise.reject(new Problem('restarting'))
    // guard: trial-queue
    if (this.#queue.length >= this.#limits.queue) return Promise.reject(new Problem('too-fast', 'trials waiting'))
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject })
      this.#next()
    })
  }

  /** Ends the worker; what waits is rejected with `restarting`. */
  async close(): Promise<void> {
    this.#closed = true
    const waiting = this.#queue.splice(0)
    const running = this.#end()
    if (running) waiting.unshift(running)
    for (const { reject } of waiting) reject(new Problem('restarting'))
    await this.#stopWorker()
  }

  #next(): void {
    if (this.#run !== null || this.#closed) return
    const waiting = this.#queue.shift()
    if (waiting === undefined) return
    this.#worker ??= this.#startWorker()
    this.#worker.ref()
    const timer = setInterval(() => void this.#look(), this.#limits.look)
    this.#run = { waiting, startedAt: this.#now(), loadedAtCpu: null, timer }
    this.#worker.postMessage(waiting.task)
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./trial-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heap },
    })
    worker.on('message', (message: FromWorker) => this.#hear(message))
    // Out of memory ends here as well: nothing honest needs that much.
    worker.on('error', (error) => this.#lose(worker, error))
    return worker
  }

  #hear(message: FromWorker): void {
    if (this.#run === null) return
    switch (message.type) {
      case 'loaded':
        this.#run.loadedAtCpu = message.cpu
        return
      case 'done': {
        const waiting = this.#end()
        if (waiting !== null) this.#answer(waiting, message.outcome, message.cpu)
        this.#next()
      }
    }
  }

  /** A bomb is small; what is large by its bytes may take the longer. */
  #allowed({ update }: Task): number {
    return this.#limits.cpu + (this.#limits.cpuPerMegabyte * update.length) / 1e6
  }

  #answer({ task, resolve, reject }: Waiting, outcome: Outcome, cpu: number): void {
    if (outcome.kind === 'refused') return reject(new Problem(outcome.code, outcome.detail))
    if (cpu > this.#allowed(task)) return reject(tooSlow(cpu)) // guard: trial-deadline
    resolve(outcome.verdict)
  }

  /** A bomb is stopped while it runs; a machine too busy to run anything is nobody's fault. */
  async #look(): Promise<void> {
    const run = this.#run
    if (run === null) return
    const cpu = await this.#cpuOf(run)
    if (this.#run !== run) return
    const isLate = this.#now() - run.startedAt > this.#limits.wall
    const isOver = cpu > this.#allowed(run.waiting.task)
    if (!isOver && !isLate) return
    const problem = isOver ? tooSlow(cpu) : new Problem('too-fast', 'trial hung') // guard: trial-stop
    this.#end()?.reject(problem)
    await this.#stopWorker()
    this.#next()
  }

  /** ms of CPU since the replica stood; none before that, for a thread that is starting cannot be asked. */
  async #cpuOf({ loadedAtCpu }: Run): Promise<number> {
    if (loadedAtCpu === null || this.#worker === null) return 0
    // It may end while it is asked: whoever waits for it then hears so from its `error`.
    const used = await this.#worker.cpuUsage().catch(() => null)
    return used === null ? 0 : (used.user + used.system) / 1000 - loadedAtCpu
  }

  #lose(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#end()?.reject(new Problem('malformed-update', `trial ended: ${String(error)}`))
    this.#next()
  }

  /** Ends the run and returns who waited for it. */
  #end(): Waiting | null {
    const run = this.#run
    this.#run = null
    this.#worker?.unref()
    if (run === null) return null
    clearInterval(run.timer)
    return run.waiting
  }

  async #stopWorker(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}

const tooSlow = (cpu: number): Problem => new Problem('malformed-update', `takes ${Math.round(cpu)} ms to apply`)

/** One per process; the worker starts with the first task. */
export const createTrial = (limits: Partial<TrialLimits> = {}): Trial => new Trial(limits)
