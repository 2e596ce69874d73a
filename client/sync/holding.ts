/** What comes of the text while ours has not left yet: it waits in its order, for it may bury what was typed (P39). */
export type Holding = {
  /** Ours is about to leave; `isAhead` when there is something in it that the server lacks. */
  begin(isAhead: boolean): void
  /** Ours has left, or may not. */
  end(): void
  /** Takes what came, now or when it is its turn. */
  come(take: () => void): void
  /** The connection is gone: the next one brings it again. */
  drop(): void
}

/** `hasUnsent` is asked of what was typed since; where nothing is ours, what comes is taken at once. */
export const holding = (hasUnsent: () => boolean): Holding => {
  /** The server may ask again before it is answered. */
  let leaving = 0
  let ahead = false
  let held: (() => void)[] = []
  return {
    begin(isAhead) {
      leaving += 1
      ahead ||= isAhead
    },
    end() {
      leaving -= 1
      if (leaving > 0) return
      ahead = false
      // One by one, for taking something in may end the connection.
      for (let take = held.shift(); take; take = held.shift()) take()
    },
    come(take) {
      const waits = leaving > 0 && (ahead || held.length > 0 || hasUnsent())
      if (waits) held.push(take)
      else take()
    },
    drop() {
      leaving = 0
      ahead = false
      held = []
    },
  }
}
