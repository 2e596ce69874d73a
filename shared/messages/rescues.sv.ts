/** Words found again, mass deletions, and what others are heard to do, in Swedish. `rescues.en.ts` has its shape. */
export const rescuesSv = {}

export type RescuesMessages = typeof rescuesSv
