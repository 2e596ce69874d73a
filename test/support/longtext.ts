/** A text of two hundred pages: 100,000 words under some hundred headings, with lists, tables and notes in it. */
import type { NewBlock } from '../../server/newtext.ts'

const vocabulary =
  'kommunerna gör tillsammans mål spår vägar skola klimat företag näringsliv på för och som är en med till ' +
  'Södertörn varje år följs upp ansvar plan budget resor bostäder arbete högskola natur vatten nära framtid'

const words = vocabulary.split(' ')

/** The same each time: how long a text is to read depends on its words. */
const sentence = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, i) => words[(seed * 31 + i * 17 + ((seed * i) % 7)) % words.length]).join(' ')

const block = (i: number): NewBlock => {
  if (i % 15 === 0) return { words: [`Kapitel ${i / 15 + 1}`], level: 1 + ((i / 15) % 4) }
  if (i % 100 === 50)
    return { kind: 'table', rows: [0, 1, 2, 3].map((y) => [0, 1, 2].map((x) => sentence(i + x + y, 3))) }
  if (i % 7 === 3) return { words: [sentence(i, 40)], list: i % 2 === 0 ? 'bullet' : 'ordered', indent: i % 3 }
  if (i % 20 === 9) return { words: [sentence(i, 75), { note: sentence(i + 1, 12) }, sentence(i + 2, 10)] }
  return { words: [sentence(i, 82)] }
}

export const longText: readonly NewBlock[] = Array.from({ length: 1_400 }, (_, i) => block(i))
