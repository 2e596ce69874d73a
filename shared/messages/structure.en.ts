/** The structure of goals, the outline and moving, in English. */
import type { StructureMessages } from './structure.sv.ts'

export const structureEn: StructureMessages = {}
