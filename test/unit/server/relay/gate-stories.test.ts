import { Fragment } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge, type Verdict } from '../../../../server/relay/gate.ts'
import { limits, textRoot } from '../../../../shared/protocol.ts'
import { Desk, paragraph, schema, type Writer } from '../../../support/honest.ts'
import { boldAll, eraseAll, paste, replaceAll, type Edit } from '../../../support/honest-edits.ts'
import { random } from '../../../support/random.ts'

const r = random(2045)

const wordsOf = (doc: Y.Doc) => doc.getXmlFragment(textRoot).toString()

/** Two people with this many paragraphs before them, all of it on the desk. */
const opened = (paragraphs: number): { desk: Desk; anna: Writer; bo: Writer } => {
  const desk = new Desk()
  const [anna, bo] = [desk.join(11), desk.join(22)]
  anna.edit((tr) => paste(paragraphs)(tr, r))
  desk.settle()
  return { desk, anna, bo }
}

/** Does it and sends it: what the gate said of each frame. */
const doing = (writer: Writer, edit: Edit): Verdict[] => {
  writer.edit((tr) => edit(tr, r))
  return writer.send()
}

const type =
  (words: string, at = 1): Edit =>
  (tr) =>
    tr.insertText(words, at)

const letter = (i: number) => String.fromCharCode(97 + (i % 26))

const together = (desk: Desk, ...writers: Writer[]) => {
  desk.settle()
  for (const writer of writers) expect(wordsOf(writer.doc)).toBe(wordsOf(desk.doc))
  expect(desk.gaps).toBe(0)
}

test('[P6] replace-all passes', () => {
  const { desk, anna, bo } = opened(60)
  expect(doing(anna, replaceAll('i', 'ï'))).toMatchObject([{ kind: 'pass', costly: false }])
  together(desk, anna, bo)
})

test('[P6] bold over 40 paragraphs passes and costs nothing, and so does its end', () => {
  const { desk, anna, bo } = opened(40)
  expect(doing(anna, boldAll)).toMatchObject([{ kind: 'pass', costly: false }])
  expect(doing(anna, (tr) => tr.removeMark(0, tr.doc.content.size))).toMatchObject([{ kind: 'pass', costly: false }])
  together(desk, anna, bo)
})

test('[P6] select-all and delete passes', () => {
  const { desk, anna, bo } = opened(40)
  expect(doing(anna, eraseAll)).toMatchObject([{ kind: 'pass', structs: 0 }])
  together(desk, anna, bo)
  expect(wordsOf(desk.doc)).toBe('')
})

test('[P6] a paste of 1,000 blocks, cut into transactions of 200 kB, passes', () => {
  const { desk, anna, bo } = opened(1)
  const verdicts: Verdict[] = []
  for (let i = 0; i < 5; i++) {
    anna.edit((tr) => paste(200)(tr, r))
    for (const { bytes } of anna.outbox) expect(bytes.length).toBeLessThan(limits.update)
    verdicts.push(...anna.send())
  }
  expect(verdicts.every((verdict) => verdict.kind === 'pass')).toBe(true)
  together(desk, anna, bo)
})

test('[P6] the densest 200 kB that our client sends in one transaction pass: 1,500 empty paragraphs', () => {
  const { desk, anna, bo } = opened(1)
  const many = Fragment.fromArray(Array.from({ length: 1_500 }, (_, i) => paragraph('', { id: `p${i}` })))
  const [verdict] = doing(anna, (tr) => tr.insert(0, many))
  expect(verdict).toMatchObject({ kind: 'pass', structs: 1_500 * 6 })
  together(desk, anna, bo)
})

test('[P7] ten offline reloads, each a new clientID, come back in one frame', () => {
  const { desk, anna, bo } = opened(5)
  for (let reload = 0; reload < 10; reload++) {
    bo.reload(1000 + reload)
    bo.edit((tr) => type(`omladdning ${reload} `)(tr, r))
  }
  anna.edit((tr) => type('under tiden ', 3)(tr, r))
  anna.send()
  bo.connect()
  expect(bo.send()).toMatchObject([{ kind: 'pass', clients: expect.arrayContaining([1000, 1009]), overlaps: false }])
  together(desk, anna, bo)
})

test('[P7] the full state that the stock client sends after IndexedDB has loaded passes and adds nothing', () => {
  const { desk, anna } = opened(30)
  anna.edit((tr) => replaceAll('a', 'å')(tr, r))
  desk.settle()
  const verdict = judge(Y.encodeStateAsUpdate(anna.doc), desk.doc, 'step2')
  expect(verdict).toMatchObject({ kind: 'pass', structs: 0, deletes: 0, clients: [] })
})

test('[P6] a hundred signs typed before one another cost nothing', () => {
  const { desk, anna, bo } = opened(3)
  for (let i = 0; i < 100; i++) expect(doing(anna, type(letter(i)))).toMatchObject([{ kind: 'pass', costly: false }])
  together(desk, anna, bo)
})

test('[P11] typed without contact they come at once, and are tried first', () => {
  const { desk, anna, bo } = opened(3)
  anna.disconnect()
  for (let i = 0; i < 100; i++) anna.edit((tr) => type(letter(i))(tr, r))
  anna.connect()
  expect(anna.send()).toMatchObject([{ kind: 'pass', structs: 100, costly: true }])
  together(desk, anna, bo)
})

const eraseFirst: Edit = (tr) => tr.delete(0, tr.doc.firstChild?.nodeSize ?? 0)

test.each(['typing', 'deleting'])('[P6] typing while a colleague deletes the paragraph passes: %s first', (first) => {
  const { desk, anna, bo } = opened(4)
  anna.edit((tr) => type('mina ord')(tr, r))
  anna.edit((tr) => tr.insert(2, schema.node('hardBreak')))
  anna.edit((tr) => tr.addMark(1, 6, schema.mark('bold')).setNodeAttribute(0, 'level', 3))
  bo.edit((tr) => eraseFirst(tr, r))
  const [one, other] = first === 'typing' ? [anna, bo] : [bo, anna]
  for (const verdict of [...one.send(), ...other.send()]) expect(verdict.kind).toBe('pass')
  together(desk, anna, bo)
})

test('[P6] a paragraph split and typed in, its quote deleted meanwhile and swept up, passes', () => {
  const { desk, anna, bo } = opened(2)
  anna.edit((tr) => tr.insert(0, schema.node('blockquote', null, [paragraph('citat')])))
  desk.settle()
  bo.disconnect()
  bo.edit((tr) => tr.insert(1, [paragraph('nytt', { id: 'n' }), schema.node('blockquote', null, [paragraph('djupt')])]))
  bo.edit((tr) => type('och mer ', 2)(tr, r))
  anna.edit((tr) => eraseFirst(tr, r))
  anna.send()
  bo.connect()
  expect(bo.send()).toMatchObject([{ kind: 'pass' }])
  together(desk, anna, bo)
})

test('[P6] undo and redo pass, also of a deleted paragraph and of a level set three times', () => {
  const { desk, anna, bo } = opened(3)
  anna.disconnect()
  for (const level of [1, 2, 3]) anna.edit((tr) => tr.setNodeAttribute(0, 'level', level))
  anna.edit((tr) => eraseFirst(tr, r))
  anna.undo.undo()
  anna.undo.undo()
  anna.connect()
  expect(anna.send()).toMatchObject([{ kind: 'pass' }])
  for (let i = 0; i < 6; i++) anna.undo.undo()
  for (let i = 0; i < 6; i++) anna.undo.redo()
  for (const verdict of anna.send()) expect(verdict.kind).toBe('pass')
  together(desk, anna, bo)
})

test('[P6] an emoji that two people tear apart at once passes', () => {
  const { desk, anna, bo } = opened(1)
  anna.edit((tr) => type('🌲🌲')(tr, r))
  desk.settle()
  const words = (writer: Writer) => {
    const found = writer.text.get(0)
    const first = found instanceof Y.XmlElement ? found.get(0) : null
    if (!(first instanceof Y.XmlText)) throw new Error('no words')
    return first
  }
  words(anna).insert(1, 'a')
  words(bo).delete(1, 2)
  for (const verdict of [...anna.send(), ...bo.send()]) expect(verdict.kind).toBe('pass')
  desk.settle()
})

test('[P6] what was written and deleted again without contact, and swept up there, passes', () => {
  const { desk, anna, bo } = opened(2)
  anna.disconnect()
  anna.edit((tr) => paste(30)(tr, r))
  anna.reload(3001)
  anna.edit((tr) => eraseAll(tr, r))
  anna.reload(3002)
  anna.edit((tr) => tr.insert(0, paragraph('kvar', { id: 'k' })))
  anna.connect()
  expect(anna.send()).toMatchObject([{ kind: 'pass', signs: 4 }])
  together(desk, anna, bo)
})
