/** Days are `YYYY-MM-DD` strings: they sort as text and never pass a time zone. */

export type Day = string

/** A day that exists: 2027-02-29 does not. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Made once: making one costs more than a hundred uses of it. `sv-SE` writes days as we do. */
const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' })

/** The day in Sweden at a point in time (ms since 1970): a term ends at midnight there, wherever the server stands. */
export const dayInSweden = (at: number): Day => swedishDay.format(at)
