/** Example mode: who is there, what they begin with, and that none of it exists in production. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { exampleSecret } from '../../../server/auth/secret.ts'
import { examplePassword, examplePeople, seedExample } from '../../../server/example.ts'
import { exampleText } from '../../../server/exampletext.ts'
import { firstText, type NewParagraph, type Words } from '../../../server/newtext.ts'
import { judge } from '../../../server/relay/gate.ts'
import { municipalityIds } from '../../../shared/people.ts'
import { textRoot } from '../../../shared/protocol.ts'
import { isAttributeValue, isSafeHref, marks, nodes } from '../../../shared/schema/form.ts'
import { openService, type Service, said, someDay } from '../../support/service.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://samskriv.example',
  SAMSKRIV_SECRET: '0123456789abcdef0123456789abcdef',
}

describe('[R10] example people', () => {
  test('there is one of every role for each of the eight, the secretariat and a reader', async () => {
    const { body } = await service.stranger.get('/api/example')
    expect(body).toEqual(examplePeople)
    expect(examplePeople).toHaveLength(8 * 4 + 2)
    expect(new Set(examplePeople.map(({ municipality }) => municipality))).toEqual(new Set([...municipalityIds, null]))
  })

  test('each of them can be signed in as, as what they are said to be', async () => {
    // Four of thirty-four: a password takes a fifth of a second, by intention.
    for (const { email, name, role, municipality } of examplePeople.filter((_, i) => i % 11 === 0)) {
      const visitor = await service.signIn(email)
      expect((await visitor.get('/api/me')).body).toMatchObject({
        member: { email, name },
        actor: { role, municipality },
      })
    }
  })

  test('in production the list is not there, and the answers say so', async () => {
    const other = await openService({ environment: production })
    expect(said(await other.stranger.get('/api/example'))).toBe('not-found')
    await other.close()
  })

  test('are made once: a second start changes nothing', async () => {
    const before = await service.store.records.list('members')
    await seedExample(
      service.store,
      () => someDay,
      () => 'another',
    )
    expect(await service.store.records.list('members')).toEqual(before)
  })
})

describe('the example programme', () => {
  const wheel = { kind: 'figure', file: 'a'.repeat(64), width: 1, height: 1, alt: 'året', caption: 'Året' } as const
  const text = exampleText(wheel)
  const running = text.filter((block): block is NewParagraph => block.kind === undefined)
  const wordsOf = (word: Words): string => (typeof word === 'string' ? word : 'text' in word ? word.text : '')
  /** The words of each paragraph, without marks and footnotes. */
  const lines = running.map(({ words }) => words.map(wordsOf).join(''))

  const paragraphs = async (): Promise<Y.XmlElement[]> => {
    const [stored] = await service.store.records.list('programmes')
    const text = await service.store.texts.load(String(stored?.value.textId))
    const doc = new Y.Doc()
    for (const { update } of text?.entries ?? []) Y.applyUpdate(doc, update)
    return doc
      .getXmlFragment(textRoot)
      .toArray()
      .filter((child) => child instanceof Y.XmlElement && child.nodeName === 'paragraph') as Y.XmlElement[] // as asked
  }

  test('is in drafting, for 2027–2030, and marked as an example', async () => {
    const visitor = await service.signIn('lasare@sodertorn.example')
    expect(Object.values((await visitor.get('/api/programmes')).body)).toMatchObject([
      {
        title: 'Södertörns utvecklingsprogram 2045',
        horizonYear: 2045,
        period: { fromYear: 2027, toYear: 2030 },
        goalsPerFocusArea: 2,
        phase: 'drafting',
        example: true,
      },
    ])
  })

  test('has the text’s form: every attribute known, its value allowed, every paragraph with an id of its own', async () => {
    const all = await paragraphs()
    expect(all).toHaveLength(running.length)
    const form = nodes.paragraph.attributes
    const wrong = all.flatMap((paragraph) =>
      Object.entries(paragraph.getAttributes()).filter(
        ([name, value]) => !(name in form) || !isAttributeValue(form[name as keyof typeof form], value),
      ),
    )
    expect(wrong).toEqual([])
    expect(new Set(all.map((paragraph) => paragraph.getAttribute('id'))).size).toBe(all.length)
  })

  test('says only what is not a default, as every peer does', async () => {
    const defaults = Object.entries(nodes.paragraph.attributes).map(([name, { default: value }]) => [name, value])
    const all = (await paragraphs()).flatMap((paragraph) => Object.entries(paragraph.getAttributes()))
    expect(all.filter(([name, value]) => defaults.some(([n, v]) => n === name && v === value))).toEqual([])
  })

  test('has nothing that the gate would refuse from a person', async () => {
    const update = firstText(text, randomUUID)
    expect(judge(update, new Y.Doc()).kind).toBe('pass')
  })

  test('has one vision, one overall goal and three focus areas with two goals each, all with words', () => {
    const structure = running.flatMap(({ role, goalId }) => (role ? [goalId ?? role] : []))
    expect(structure).toEqual([
      'vision',
      'overallGoal',
      'focusArea',
      'mal-restid',
      'mal-gods',
      'focusArea',
      'mal-arbetsplatser',
      'mal-hogskola',
      'focusArea',
      'mal-utslapp',
      'mal-gront',
    ])
    const goals = running.filter(({ goalId }) => goalId !== undefined)
    expect(goals.map(({ role, level }) => [role, level])).toEqual(Array(6).fill(['goal', 3]))
    expect(lines.filter((line) => line.trim() === '')).toEqual([])
  })

  test('each goal says why, how it is measured, what is done and who answers for it, before the next begins', () => {
    const goals = running.flatMap(({ role }, at) => (role === 'goal' ? [at] : []))
    for (const at of goals) {
      const next = running.findIndex(({ level = 4 }, i) => i > at && level <= 3)
      const leads = lines.slice(at, next).map((line) => /^[^.]+\./.exec(line)?.[0])
      const wanted = ['Varför.', 'Så mäter vi.', 'Det här gör vi 2027–2030.', 'Ansvar.']
      expect(leads.filter((lead) => lead !== undefined && wanted.includes(lead))).toEqual(wanted)
    }
  })

  test('is long enough to be worked in: 4,500 words, which is twelve printed pages', () => {
    const words = lines.flatMap((line) => line.match(/\p{L}[\p{L}\p{M}-]*/gu) ?? [])
    expect(words.length).toBeGreaterThanOrEqual(4500)
  })

  test('begins by saying what it is, and ends in body text, where a person can write on', () => {
    expect(lines[0]).toMatch(/^Exempeltext\. Det här utkastet är påhittat/)
    expect(running.at(-1)).toEqual({ words: expect.anything() })
    expect(lines.at(-1)).toMatch(/på Södertörnssamverkans sidor\.$/)
  })

  test('uses what the editor can: four levels without a leap, both lists at two depths, every mark', async () => {
    const levels = running.flatMap(({ level }) => level ?? [])
    expect(new Set(levels)).toEqual(new Set([1, 2, 3, 4]))
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
    const items = running.filter(({ list }) => list !== undefined)
    expect(new Set(items.map(({ list, indent = 0 }) => `${list} ${indent}`))).toEqual(
      new Set(['bullet 0', 'bullet 1', 'ordered 0', 'ordered 1']),
    )
    const used = running.flatMap(({ words }) =>
      words.flatMap((w) => (typeof w === 'object' && 'marks' in w ? [w.marks] : [])),
    )
    expect(new Set(used.flatMap((mark) => Object.keys(mark)))).toEqual(new Set(Object.keys(marks)))
    expect(used.filter(({ link }) => link && !isSafeHref(link['href']))).toEqual([])
    const written = (await paragraphs()).map((paragraph) => paragraph.toString()).join('')
    expect(written).toContain('<bold>mer än en halv miljon invånare</bold>.')
  })

  test('shows what else a text can hold: tables, a figure, a quotation and footnotes, none of them empty', () => {
    const kinds = text.map(({ kind = 'paragraph' }) => kind)
    expect(kinds.filter((kind) => kind === 'table').length).toBeGreaterThanOrEqual(2)
    expect(kinds).toEqual(expect.arrayContaining(['figure', 'quote']))
    const notes = running.flatMap(({ words }) =>
      words.flatMap((w) => (typeof w === 'object' && 'note' in w ? w.note : [])),
    )
    expect(notes.length).toBeGreaterThanOrEqual(4)
    expect(notes.filter((note) => !/^[A-ZÅÄÖ].*\.$/.test(note))).toEqual([])
    for (const block of text) {
      if (block.kind !== 'table') continue
      expect(new Set(block.rows.map((row) => row.length)).size).toBe(1)
      expect(block.rows.flat().filter((words) => wordsOf(words) === '')).toEqual([])
    }
  })

  test('an item below another follows an item: none hangs in the air', () => {
    const hanging = running.filter(({ indent = 0 }, i) => {
      const above = running[i - 1]
      return indent > 0 && (!above?.list || (above.indent ?? 0) < indent - 1)
    })
    expect(hanging).toEqual([])
  })
})

describe('its secret', () => {
  test('is made once for a folder and kept from others, so that sessions outlive a restart', async () => {
    const parent = await mkdtemp(path.join(tmpdir(), 'samskriv-secret-'))
    const [one, again] = [await exampleSecret(path.join(parent, 'a')), await exampleSecret(path.join(parent, 'a'))]
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(again).toBe(one)
    expect(await exampleSecret(path.join(parent, 'b'))).not.toBe(one)
    expect(((await stat(path.join(parent, 'a', 'secret'))).mode & 0o777).toString(8)).toBe('600')
    await rm(parent, { recursive: true })
  })
})

test('the password is the one that the README tells', () => {
  expect(examplePassword).toBe('samskriv-exempel')
})
