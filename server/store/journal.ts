/** A commit as one record of the journal: JSON, so that the audit log can be read with nothing but patience. */
import { type Json, type JsonObject, type TextEntry } from './store.ts'

/** A change as decided: `version` is the one it leads to, 0 when the record is removed. */
export type Decided = { collection: string; id: string; version: number; value: JsonObject | null; keys: string[] }

export type JournalEntry = {
  sequence: number
  at: number
  changes: Decided[]
  audit: JsonObject | null
  text: { textId: string; entry: TextEntry } | null
}

/** As it stands in the journal. */
type Written = {
  sequence: number
  at: number
  changes: Decided[]
  audit: JsonObject | null
  text: { textId: string; by: string; at: number; update: string } | null
}

/** Throws when something in it is no JSON: what would not come back is never taken in. */
export const encodeJournalEntry = ({ text, ...rest }: JournalEntry): Uint8Array => {
  for (const { value } of rest.changes) refuseOther(value)
  refuseOther(rest.audit)
  const written: Written = {
    ...rest,
    text: text && {
      textId: text.textId,
      by: text.entry.by,
      at: text.entry.at,
      update: Buffer.from(text.entry.update).toString('base64'),
    },
  }
  return new TextEncoder().encode(JSON.stringify(written))
}

export const decodeJournalEntry = (bytes: Uint8Array): JournalEntry => {
  // Its checksum stood: these are the bytes that encodeJournalEntry wrote.
  const { text, ...rest } = JSON.parse(new TextDecoder().decode(bytes)) as Written
  return {
    ...rest,
    text: text && {
      textId: text.textId,
      entry: { by: text.by, at: text.at, update: new Uint8Array(Buffer.from(text.update, 'base64')) },
    },
  }
}

/** JSON.stringify bends what is no JSON (NaN, a Date, a Map), and says nothing. An undefined field is an absent one. */
const refuseOther = (value: Json | undefined): void => {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'string') return
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`no JSON: ${value}`)
  } else if (Array.isArray(value)) value.forEach(refuseOther)
  else if (isPlain(value)) Object.values(value).forEach(refuseOther)
  else throw new TypeError(`no JSON: a ${typeof value}`)
}

const isPlain = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value))
