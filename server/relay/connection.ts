/**
 * One socket in a room: what it may, how many of its frames are on disk, and whether it is in step. It decides
 * nothing about the text; the room does.
 */
import type { WebSocket } from 'ws'
import { type Problem, type ProblemCode, problemOf } from '../../shared/problem.ts'
import { encodeServerMessage } from '../../shared/protocol.ts'
import type { Verdict } from './gate.ts'
import type { Person } from './presence.ts'

/** What the program says of someone who wants in: who they are, and whether they may write the text now. */
export type Admission = Person & { mayWrite: true | ProblemCode }

/**
 * `greeting` until its first SyncStep2 has come; an Update with a gap before that is dropped (`lost`), for that
 * SyncStep2 contains it. `gap` after one that came later, until the SyncStep2 that fills it.
 */
type Step = { state: 'greeting'; lost: boolean } | { state: 'inStep' } | { state: 'gap'; unfilled: number }

/** Bytes waiting in a socket from which on its person is spared the carets of others. */
const muchWaiting = 1024 * 1024

/** A SyncStep2 that leaves a gap twice running comes from a document that has lost something, and would for ever. */
const maxUnfilled = 2

export type Frame = {
  connection: Connection
  number: number
  kind: 'step2' | 'update'
  update: Uint8Array
  /** What a trial of it has said; null before. */
  verdict: Verdict | null
}

export class Connection {
  admission: Admission
  /** True when it has been sent the text and is to hear what is added. */
  served = false
  readonly #socket: WebSocket
  readonly #now: () => number
  readonly #backlog: number
  /** Frames that wait for a claim or a trial, in order; null while everything flows. */
  #held: Frame[] | null = null
  #step: Step = { state: 'greeting', lost: false }
  #received = 0
  #settled = 0
  #told = 0
  #ended: ProblemCode | null = null
  #lastSent: number

  /** `now` in ms since 1970; `backlog`: bytes that may wait for this reader. */
  constructor(socket: WebSocket, admission: Admission, { now, backlog }: { now: () => number; backlog: number }) {
    this.#socket = socket
    this.admission = admission
    this.#now = now
    this.#backlog = backlog
    this.#lastSent = now()
  }

  /** We have closed it, and said why: whatever else it sends is not read. */
  get ended(): boolean {
    return this.#ended !== null
  }

  /** Nobody hears an answer any more. What its person sent before they left is taken all the same. */
  get gone(): boolean {
    return this.ended || this.#socket.readyState !== this.#socket.OPEN
  }

  /** It reads more slowly than it is written to: what can be left out is. */
  get behind(): boolean {
    return this.#socket.bufferedAmount > muchWaiting
  }

  frame(kind: Frame['kind'], update: Uint8Array): Frame {
    return { connection: this, number: ++this.#received, kind, update, verdict: null }
  }

  /**
   * The frame is on disk, or added nothing. Where something was dropped, nothing counts until the SyncStep2 that
   * contains it; that one counts for all before it.
   */
  settle(frame: Frame): void {
    if (frame.kind === 'step2') this.#step = { state: 'inStep' }
    const whole = this.#step.state === 'inStep' || (this.#step.state === 'greeting' && !this.#step.lost)
    if (whole) this.#settled = frame.number
  }

  /** What is to be done about a frame that leaves a gap (P9). */
  gap(frame: Frame): 'drop' | 'ask' | 'refuse' {
    if (frame.kind === 'update' && this.#step.state === 'greeting') {
      this.#step = { state: 'greeting', lost: true }
      return 'drop'
    }
    if (frame.kind === 'update' && this.#step.state === 'gap') return 'drop'
    const unfilled = this.#step.state === 'gap' ? this.#step.unfilled + 1 : 0
    this.#step = { state: 'gap', unfilled }
    return unfilled >= maxUnfilled ? 'refuse' : 'ask'
  }

  /** From here on the frame waits, and what comes after it here, until `release`. */
  hold(frame: Frame): void {
    this.#held = [frame]
  }

  /** All that waited, in order; none when its person has left: nobody asks any more whether they may still write. */
  release(): Frame[] {
    const held = this.#held ?? []
    this.#held = null
    return this.gone ? [] : held
  }

  /** Queues the frame behind those that wait; false when none does. */
  wait(frame: Frame): boolean {
    this.#held?.push(frame)
    return this.#held !== null
  }

  /** Says how many frames are on disk, if more than it said before. */
  tellSaved(): void {
    if (this.#settled === this.#told) return
    this.#told = this.#settled
    this.send(encodeServerMessage({ type: 'saved', frames: this.#settled }))
  }

  tellProblem(code: ProblemCode): void {
    this.send(encodeServerMessage({ type: 'problem', code }))
  }

  send(bytes: Uint8Array): void {
    if (this.gone) return
    if (this.#socket.bufferedAmount > this.#backlog) {
      this.end('too-slow')
      return
    }
    this.#lastSent = this.#now()
    this.#socket.send(bytes, { binary: true, compress: false })
  }

  quietSince(): number {
    return this.#lastSent
  }

  /** Closes with the code that tells the client what to do; the reason is the problem's own code. */
  end(problem: Problem | ProblemCode): void {
    if (this.#ended !== null) return
    const code = typeof problem === 'string' ? problem : problem.code
    this.#ended = code
    this.#held = null
    this.#socket.close(problemOf(code).close ?? 1011, code)
  }
}
