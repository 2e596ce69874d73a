/** What is decided on records that somebody else changes first is decided again, on what stands now. */
import { Conflict, type Records } from './store/store.ts'

/** The first, and three more: by then so many are at it that the person had better look again. */
const attempts = 4

/**
 * Calls `once` (which reads, decides and commits) until it meets no `Conflict`, at most four times; then rejects with
 * the last one. The store says Conflict at once, when the winner's record is not yet on disk and cannot be read:
 * without waiting for it, all attempts would be over before anything had changed.
 */
export const retryOnConflict = async <Result>(
  { records, clock }: { records: Records; clock: () => number },
  once: () => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
      // An empty commit is on disk after everything that was decided before it.
      await records.commit({ at: clock(), changes: [], audit: null }) // guard: winner-readable
    }
  }
}
