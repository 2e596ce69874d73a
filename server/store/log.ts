/** An append-only file of frames: what was appended is on disk when the append resolves, whole and in order. */
import { dirname } from 'node:path'
import { type Disk, type OpenFile, writeAll } from './disk.ts'
import { encodeFileHeader, encodeFrame, type FileHeader } from './frame.ts'
import { after, afterFileHeader, type Frame, frames, type Position, readFileHeader, walk } from './frames.ts'
import type { Health } from './health.ts'
import { Damaged, StorageFailed } from './store.ts'

/** Payload one frame may gather, bytes: what a reader must hold in memory, and a write in flight at most. */
const frameLimit = 8 * 1024 * 1024

/** A log as it stood on disk at one moment; its frames can be read whatever is appended or replaced meanwhile. */
export type View = { path: string; header: FileHeader; end: Position; frames(from?: Position): AsyncGenerator<Frame> }

/** The file that takes a log's place: all its bytes on disk under its own name. */
export type Replacement = { path: string; header: FileHeader; file: OpenFile; end: Position }

type Waiting = { record: Uint8Array; resolve(start: Position): void; reject(why: unknown): void }
type Replacing = { make(now: View): Promise<Replacement>; resolve(): void; reject(why: unknown): void }

/** An open file that outlives its log's use of it while somebody still reads. */
class Held {
  readonly file: OpenFile
  #users = 1
  constructor(file: OpenFile) {
    this.file = file
  }
  take(): void {
    this.#users++
  }
  async release(): Promise<void> {
    if (--this.#users === 0) await this.file.close()
  }
}

export class Log {
  readonly #health: Health
  #path: string
  #header: FileHeader
  #held: Held
  #end: Position
  #waiting: Waiting[] = []
  #replacing: Replacing | null = null
  #running: Promise<void> | null = null
  #closed = false

  constructor(health: Health, { path, header, file, end }: Replacement) {
    this.#health = health
    this.#path = path
    this.#header = header
    this.#held = new Held(file)
    this.#end = end
  }

  /** Resolves after the fsync, with the place where the record's frame begins. Keeps the order of the calls. */
  append(record: Uint8Array): Promise<Position> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject })
      this.#run()
    })
  }

  view(): View {
    const held = this.#held
    const source = { file: held.file, name: this.#path, length: this.#end.offset }
    const start = afterFileHeader(this.#header)
    return {
      path: this.#path,
      header: this.#header,
      end: this.#end,
      // Not a generator itself: the file is held from the call on, not from the first frame asked for.
      frames: (from = start) => {
        held.take()
        return (async function* () {
          try {
            yield* frames(source, from)
          } finally {
            await held.release()
          }
        })()
      },
    }
  }

  /** Between two writes, with nothing under way, goes over to another file. What waits goes into that one. */
  replace(make: (now: View) => Promise<Replacement>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#replacing = { make, resolve, reject }
      this.#run()
    })
  }

  /** After what waits is written. Reading that has begun may go on. */
  async close(): Promise<void> {
    await this.#running
    if (this.#closed) return
    this.#closed = true
    await this.#held.release()
  }

  #run(): void {
    this.#running ??= this.#drain()
  }

  async #drain(): Promise<void> {
    // One turn of the microtask queue: everything appended in the same tick shares the first fsync as well.
    await Promise.resolve()
    for (;;) {
      if (this.#replacing) await this.#replaceNow(this.#replacing)
      else if (this.#waiting.length > 0) await this.#writeNext()
      else break
    }
    // In the same step as the look at the queue: an append a moment later must start anew.
    this.#running = null
  }

  async #writeNext(): Promise<void> {
    const batch = this.#takeBatch()
    try {
      if (this.#closed) throw new StorageFailed(`${this.#path} is closed`)
      const start = this.#end
      this.#health.check() // guard: failed-for-good
      const frame = encodeFrame(
        batch.map(({ record }) => record),
        start.hash,
      )
      try {
        await writeAll(this.#held.file, frame, start.offset)
        await this.#held.file.sync() // guard: append-synced
      } catch (cause) {
        throw this.#health.fail(`writing ${this.#path}`, cause)
      }
      // Another log may have failed while this one was writing.
      this.#health.check() // guard: failed-meanwhile
      this.#end = after(start, frame)
      for (const { resolve } of batch) resolve(start)
    } catch (why) {
      for (const { reject } of batch) reject(why)
    }
  }

  #takeBatch(): Waiting[] {
    let bytes = 0
    const beyond = this.#waiting.findIndex(({ record }, i) => (bytes += record.length) > frameLimit && i > 0)
    return this.#waiting.splice(0, beyond === -1 ? this.#waiting.length : beyond)
  }

  async #replaceNow({ make, resolve, reject }: Replacing): Promise<void> {
    this.#replacing = null
    try {
      this.#health.check()
      const next = await make(this.view())
      const old = this.#held
      this.#path = next.path
      this.#header = next.header
      this.#end = next.end
      this.#held = new Held(next.file)
      await old.release()
      resolve()
    } catch (why) {
      reject(why)
    }
  }
}

type Place = { disk: Disk; path: string; health: Health }

/** A new log, its name on disk as well when this resolves. */
export const createLog = async ({ disk, path, health }: Place, header: FileHeader): Promise<Log> => {
  const file = await disk.create(`${path}.new`)
  try {
    await writeAll(file, encodeFileHeader(header), 0)
    await file.sync()
    await disk.rename(`${path}.new`, path)
    await disk.syncDirectory(dirname(path)) // guard: new-log-named
  } catch (cause) {
    await file.close()
    throw health.fail(`creating ${path}`, cause)
  }
  return new Log(health, { path, header, file, end: afterFileHeader(header) })
}

export type Opening = Place & {
  kind: string
  name: string
  /** Where to begin reading, if all before it was read once and is not needed. */
  from?: Position | null
  /** Frames that were on disk before anybody relied on this file (a snapshot, what a checkpoint names): never torn. */
  whole?: (header: FileHeader) => number
  visit: (frame: Frame) => void
}

/**
 * Opens a log and reads it through. A last write that was torn is cut and `cut` says so; anything else wrong throws
 * `Damaged` and leaves the file as it is.
 */
export const openLog = async (opening: Opening): Promise<{ log: Log; cut: string | null }> => {
  const { disk, path, health, kind, name } = opening
  const file = await disk.open(path)
  try {
    const source = { file, name: path, length: await file.size() }
    const { header, end: start } = await readFileHeader(source)
    if (header.kind !== kind || header.name !== name)
      throw new Damaged(source.name, 0, `is the ${header.kind} '${header.name}', not the ${kind} '${name}'`)
    const from = opening.from ?? start
    if (from.offset > source.length) throw new Damaged(source.name, from.record, 'the file ends before it')
    const { end, torn } = await walk(source, from, opening.visit)
    if (end.record - from.record < (opening.whole?.(header) ?? 0))
      throw new Damaged(source.name, end.record + 1, torn ?? 'it is missing')
    await settle(file, end, torn).catch((cause: unknown) => {
      throw health.fail(`mending ${path}`, cause)
    })
    const cut = torn && `${path}: record ${end.record + 1} ${torn}: ${source.length - end.offset} bytes cut`
    return { log: new Log(health, { path, header, file, end }), cut }
  } catch (why) {
    await file.close()
    throw why
  }
}

/** Nothing is served that the disk might still forget: a frame written just before a kill may not have been synced. */
const settle = async (file: OpenFile, end: Position, torn: string | null): Promise<void> => {
  if (torn) await file.truncate(end.offset) // guard: torn-tail-cut
  await file.sync() // guard: found-synced
}
