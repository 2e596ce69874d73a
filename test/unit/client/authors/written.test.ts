import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { whoWasHere, writersOf } from '../../../../client/authors/writer.ts'
import { paragraphAround, paragraphsOf, writtenIn } from '../../../../client/authors/written.ts'
import { allTold, anna, bo, ids, page, paragraph, placedIn, run, told, wordsOf } from './page.ts'

test('[R13] words are their writers’, also two in one word', () => {
  const both = page()
  both.by('anna', paragraph('Vi kör buss.'))
  both.by('bo', (text) => wordsOf(text).insert(11, 'ar varje natt'))
  expect(told(both)).toEqual(['Anna: Vi kör buss | Bo: ar varje natt | Anna: .'])
})

test('[R13] what is deleted is nobody’s, and what stood around it goes on', () => {
  const one = page()
  one.by('anna', paragraph('Vi bygger inga vägar.'))
  one.by('bo', (text) => wordsOf(text).insert(10, 'nästan '))
  one.by('bo', (text) => wordsOf(text).delete(10, 12))
  expect(told(one)).toEqual(['Anna: Vi bygger vägar.'])
})

test('[R13] who makes words bold or a heading of them has not written them', () => {
  const one = page()
  one.by('anna', paragraph('Vi bygger vägar.'))
  one.by('bo', (text) => wordsOf(text).format(3, 6, { bold: {} }))
  one.by('bo', (text) => {
    const element = text.get(0)
    if (element instanceof Y.XmlElement) element.setAttribute('level', '1')
  })
  expect(told(one)).toEqual(['Anna: Vi bygger vägar.'])
})

test('[R13] in a paragraph that was split each half tells of its own; the half written anew is who split it’s', () => {
  const one = page()
  one.by('anna', paragraph('Vi bygger vägar.'))
  one.by('bo', (text) => {
    wordsOf(text).delete(9, 7)
    paragraph('vägar.', 1)(text)
  })
  one.by('anna', (text) => wordsOf(text, 1).insert(6, ' Raka.'))
  expect(told(one)).toEqual(['Anna: Vi bygger', 'Bo: vägar. | Anna:  Raka.'])
})

test('[R13] what no member wrote is told as nobody’s, and what the log has not told of as unknown or of who is here', () => {
  const one = page()
  one.by('anna', paragraph('Start.'))
  one.by('anna', (text) => wordsOf(text).insert(6, ' Nytt.'))
  // The paragraph and its text are the first two clocks.
  const log = [run(ids.anna, 0, 8, null)]
  expect(
    told(
      one,
      writersOf(log, () => null),
    ),
  ).toEqual(['nobody: Start. | ?:  Nytt.'])
  expect(
    told(
      one,
      writersOf(log, () => anna),
    ),
  ).toEqual(['nobody: Start. | Anna, here:  Nytt.'])
})

test('places are as the editor counts them: quotations, breaks and empty paragraphs included', () => {
  const one = page()
  one.by('anna', paragraph('ett'))
  one.by('anna', (text) => {
    const quote = new Y.XmlElement('blockquote')
    const inside = new Y.XmlElement('paragraph')
    const [before, after] = [new Y.XmlText(), new Y.XmlText()]
    before.insert(0, 'två')
    after.insert(0, 'tre 🚌')
    inside.insert(0, [before, new Y.XmlElement('hardBreak'), after])
    quote.insert(0, [inside])
    text.insert(1, [quote, new Y.XmlElement('paragraph')])
  })
  expect(placedIn(one).map(({ pos, written: { size, text } }) => [pos, size, text])).toEqual([
    [0, 5, 'ett'],
    [6, 12, 'två\ntre 🚌'],
    [19, 2, ''],
  ])
  expect(paragraphsOf(one.text, (each) => writtenIn(each, allTold)).size).toBe(21)
  expect(told(one)[1]).toBe('Anna: två | Anna: tre 🚌')
})

test('a paragraph’s key is its own for as long as it lives, wherever it comes to stand', () => {
  const one = page()
  one.by('anna', paragraph('ett'))
  const [before] = placedIn(one)
  one.by('bo', paragraph('noll'))
  one.by('bo', (text) => wordsOf(text, 1).insert(3, ' och ett halvt'))
  const [first, second] = placedIn(one)
  expect(second?.key).toBe(before?.key)
  expect(first?.key).not.toBe(before?.key)
})

test('what changes is found to be of its paragraph, and of none above all of them', () => {
  const one = page()
  const around: unknown[] = []
  one.text.doc?.on('beforeObserverCalls', ({ changed }: Y.Transaction) =>
    around.push(...[...changed.keys()].map(paragraphAround)),
  )
  one.by('anna', paragraph('ett'))
  const element = one.text.get(0)
  expect(around).toContain(null)
  around.length = 0
  one.by('bo', (text) => wordsOf(text).insert(3, ' ord'))
  expect(around).toEqual([element])
})

test('[R13] who has left has still written what they wrote', () => {
  let here = [anna]
  const who = whoWasHere((client) => (client === ids.anna ? (here[0] ?? null) : null))
  const one = page()
  one.by('anna', paragraph('Nytt.'))
  const log = writersOf([], who)
  expect(told(one, log)).toEqual(['Anna, here: Nytt.'])
  here = []
  expect(told(one, log)).toEqual(['Anna, here: Nytt.'])
  expect(who(ids.bo)).toBe(null)
})

test('[R13] runs are found in any order, whole, in part and with gaps between them', () => {
  const writers = writersOf([run(1, 10, 5, bo), run(1, 0, 5, anna), run(2, 0, 3, bo)], () => null)
  const short = (client: number, clock: number, length: number) =>
    writers(client, clock, length).map(({ length: long, writer }) => [
      long,
      writer.state === 'told' ? writer.author?.name : writer.state,
    ])
  expect(short(1, 0, 5)).toEqual([[5, 'Anna']])
  expect(short(1, 3, 10)).toEqual([
    [2, 'Anna'],
    [5, 'unknown'],
    [3, 'Bo'],
  ])
  expect(short(1, 14, 3)).toEqual([
    [1, 'Bo'],
    [2, 'unknown'],
  ])
  expect(short(3, 0, 2)).toEqual([[2, 'unknown']])
})
