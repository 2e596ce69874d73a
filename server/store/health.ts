import { StorageFailed } from './store.ts'

/**
 * One store's health, shared by all its logs: the first failed write or fsync ends intake in every one of them (S7).
 * A later fsync that succeeds proves nothing: the kernel may have thrown the pages away.
 */
export class Health {
  #failure: StorageFailed | null = null

  failure(): string | null {
    return this.#failure?.message ?? null
  }

  /** Throws when something has failed for good. */
  check(): void {
    if (this.#failure) throw new StorageFailed('nothing is taken in after an earlier failure', this.#failure)
  }

  /** Remembers the first failure; returns what to throw. */
  fail(what: string, cause: unknown): StorageFailed {
    const failed = new StorageFailed(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
    this.#failure ??= failed
    return failed
  }
}
