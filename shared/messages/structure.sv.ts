/** The structure of goals, the outline and moving, in Swedish. `structure.en.ts` has its shape. */
export const structureSv = {}

export type StructureMessages = typeof structureSv
