/**
 * Which of the changes made here the server has not acknowledged: the whole truth behind the word *Sparat*. Pure.
 * A change is carried by a frame of the present connection, or by none yet; when contact ends, no frame counts.
 */
export type Pending = {
  readonly uncarried: number
  /** In the order of their frames. */
  readonly carried: readonly { readonly frame: number; readonly changes: number }[]
}

export const nothing: Pending = { uncarried: 0, carried: [] }

export const count = (p: Pending): number => p.carried.reduce((sum, c) => sum + c.changes, p.uncarried)

export const changed = (p: Pending, changes = 1): Pending => ({ ...p, uncarried: p.uncarried + changes })

/** An Update carries the one change it was made for; an older one without a frame still waits for a SyncStep2. */
export const updateSent = (p: Pending, frame: number): Pending =>
  p.uncarried === 0 ? p : { uncarried: p.uncarried - 1, carried: [...p.carried, { frame, changes: 1 }] }

/** A SyncStep2 carries all that the server lacks, so its acknowledgement is that of everything pending. */
export const step2Sent = (p: Pending, frame: number): Pending => {
  const changes = count(p)
  return { uncarried: 0, carried: changes === 0 ? [] : [{ frame, changes }] }
}

/** The first `frames` frames of this connection are on disk (P13). */
export const saved = (p: Pending, frames: number): Pending => ({
  ...p,
  carried: p.carried.filter((c) => c.frame > frames),
})

/** A frame that was under way may have come through or not; the next SyncStep2 will tell. */
export const contactLost = (p: Pending): Pending => ({ uncarried: count(p), carried: [] })
