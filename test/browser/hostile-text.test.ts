/**
 * A member's own program, none of ours, sends what would poison a text while others have it open in the editor: it is
 * turned away, they see nothing of it and write on.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { problemOf } from '../../shared/problem.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type Running, startRunning } from '../support/running.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

let browser: Browser
let program: Running
let huddinge: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startRunning()
  huddinge = await arrive(browser, { origin: program.origin, who: 'Ordförande, Huddinge' })
})
afterAll(async () => {
  await huddinge.leave()
  await program.stop()
  await browser.close()
})

/** Yjs takes any type and value at any place; its declarations do not, hence the casts here and below. */
const element = (name: string, attributes: Record<string, unknown> = {}, children: unknown[] = []): Y.XmlElement => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children as Y.XmlText[])
  return made
}

const marked = (name: string, value: unknown): Y.XmlText => {
  const text = new Y.XmlText()
  text.insert(0, 'ett ord', { [name]: value })
  return text
}

const nested = (depth: number): Y.XmlElement =>
  depth === 0 ? element('paragraph') : element('blockquote', {}, [nested(depth - 1)])

const atTop = (made: unknown) => (text: Y.XmlFragment) => text.insert(0, [made as Y.XmlElement])
const inParagraph = (made: unknown) => atTop(element('paragraph', {}, [made]))

/** Into a paragraph that the others have on screen: a naive editor deletes all of it over one unknown mark. */
const onTheirWords = (name: string, value: unknown) => (text: Y.XmlFragment) => {
  const paragraph = text.get(0)
  const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (words instanceof Y.XmlText) words.format(0, 1, { [name]: value })
}

const attacks: Record<string, Record<string, (text: Y.XmlFragment) => void>> = {
  'poison-types': {
    'a map at top level': atTop(new Y.Map()),
    'text at top level': atTop(new Y.XmlText('löst')),
    'a map in a paragraph': inParagraph(new Y.Map([['a', 1]])),
    'plain text where marked text belongs': inParagraph(new Y.Text('rå')),
    'a link whose address is a list': inParagraph(marked('link', { href: ['https://a.example'] })),
  },
  'unknown-names': {
    'an unknown mark on one letter': onTheirWords('glow', {}),
    'an unknown node': atTop(element('script', {}, [new Y.XmlText('alert(1)')])),
    'a node of another editor': atTop(element('heading', { level: 1 })),
    'an unknown attribute': atTop(element('paragraph', { onclick: 'alert(1)' })),
    'an image that the form does not have': inParagraph(element('image', { src: 'https://a.example/x.png' })),
    'an attribute by the name of __proto__': onTheirWords('__proto__', {}),
  },
  'nesting-and-value-depth': {
    'quotations in quotations, twenty-five deep': atTop(nested(25)),
    'a table in a cell': atTop(element('table', {}, [element('tableRow', {}, [element('table')])])),
    'a footnote in a footnote': inParagraph(element('footnote', {}, [element('footnote')])),
    'an attribute that is a tree': atTop(element('paragraph', { role: { a: { b: { c: [] } } } })),
  },
  'xss-corpus': {
    'a link that is a script': inParagraph(marked('link', { href: 'javascript:alert(1)' })),
    'a link that is a page': inParagraph(marked('link', { href: 'data:text/html,<script>alert(1)</script>' })),
    'a link that hides its scheme': inParagraph(marked('link', { href: 'java\tscript:alert(1)' })),
    'a link with a handler': inParagraph(marked('link', { href: 'https://a.example', onclick: 'alert(1)' })),
    'a figure from elsewhere': atTop(element('figure', { file: 'https://a.example/x.svg' })),
    'an id that is markup': atTop(element('paragraph', { id: '"><img src=x onerror=alert(1)>' })),
  },
}

const all = Object.entries(attacks).flatMap(([group, named]) =>
  Object.entries(named).map(([name, attack]) => ({ group, name, attack })),
)

test.for(all)('$group: [P6] $name, with an editor open', async ({ attack, name }) => {
  const before = await huddinge.blocks()
  const attacker = await program.peer('ordforande@botkyrka.example')
  attack(attacker.text)
  expect(await attacker.end()).toBe(problemOf('form-broken').close)
  expect(await huddinge.blocks()).toEqual(before)
  await huddinge.write(` Efter ${name}.`)
  await huddinge.saving('Sparat')
  expect((await huddinge.blocks()).at(-1)).toContain(`Efter ${name}.`)
})

test('xss-corpus: [P6] what is let in as words stays words, on the screen of everyone', async () => {
  const words = [
    '<script>document.title = "kapad"</script>',
    '<img src=x onerror=\'document.title="kapad"\'>',
    '"><svg onload=document.title="kapad">',
    '{{constructor.constructor("document.title=1")()}}',
    '&lt;iframe srcdoc=&quot;x&quot;&gt;',
  ]
  const honest = await program.peer('kommundirektor@nykvarn.example')
  for (const each of words) honest.addParagraph(each)
  await honest.allSaved()
  for (const each of words) await huddinge.sees(each)
  expect(await huddinge.page.title()).not.toContain('kapad')
  expect(await huddinge.text.locator('script, iframe, svg:not(.icon), img[onerror]').count()).toBe(0)
  const somebodyNew = await arrive(browser, { origin: program.origin, who: 'Läsare' })
  await somebodyNew.sees('constructor.constructor')
  await somebodyNew.leave()
})
