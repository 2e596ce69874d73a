/** Words found again, mass deletions, and what others are heard to do, in English. */
import type { RescuesMessages } from './rescues.sv.ts'

export const rescuesEn: RescuesMessages = {}
