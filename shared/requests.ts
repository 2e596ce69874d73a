/**
 * What a request may say, noun by noun. Apart from the nouns themselves, so that a page which sends nothing does not
 * load the library that reads schemas.
 */
import { z } from 'zod'
import { isDay } from './calendar.ts'
import { areApart, hasRightMunicipality, municipalityIds, roles } from './people.ts'
import { settlings } from './rescues.ts'

const day = z.string().refine(isDay)

export const termInput = z
  .object({
    role: z.enum(roles),
    municipality: z.enum(municipalityIds).nullable(),
    from: day,
    to: day.nullable(),
  })
  .refine(hasRightMunicipality, { path: ['municipality'] })
  .refine((t) => t.to === null || t.from <= t.to, { path: ['to'] })

/** All of a member's terms. */
export const termsInput = z.object({ terms: z.array(termInput).max(50).refine(areApart) })

const year = z.number().int().min(1900).max(2200)

export const programmeInput = z.object({
  title: z.string().trim().min(1).max(200),
  horizonYear: year,
  period: z.object({ fromYear: year, toYear: year }).refine((p) => p.fromYear <= p.toYear, { path: ['toYear'] }),
  municipalities: z
    .array(z.enum(municipalityIds))
    .min(1)
    .refine((ids) => new Set(ids).size === ids.length)
    .default(municipalityIds),
  goalsPerFocusArea: z.number().int().min(1).max(50).nullable().default(null),
})
export type ProgrammeInput = z.infer<typeof programmeInput>

/** What was done about a rescue; `length`, of its words as the person saw them: more may have come since. */
export const settleInput = z.object({ how: z.enum(settlings), length: z.number().int().min(0).optional() })
export type SettleInput = z.infer<typeof settleInput>
