/** A programme: its names and years, the phase its text is in, and which text that is. */
import type { MunicipalityId } from './people.ts'

/** Stored phases only; *in force*, *superseded* and "7 av 8" are computed from decisions. */
export const phases = ['drafting', 'editorialStop', 'adoption'] as const
export type Phase = (typeof phases)[number]

export type Programme = {
  id: string
  title: string
  /** The year in its name: 2045 in "Södertörns utvecklingsprogram 2045". */
  horizonYear: number
  /** The years it is meant for, both included. */
  period: { fromYear: number; toYear: number }
  municipalities: MunicipalityId[]
  /** How many goals each focus area has; null where the programme lays nothing down. */
  goalsPerFocusArea: number | null
  phase: Phase
  /** The Y.Doc now worked on; a new wording gets a new one. */
  textId: string
  /** True for the invented programme of example mode. */
  example: boolean
}
