/** What people bring from elsewhere: a real document, pages from Word and Google Docs, very much at once. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Arrival, type Visitor } from '../support/visitor.ts'

const realDocument = path.join(import.meta.dirname, '..', 'fixtures', 'tjansteskrivelse-2023-02-01.txt')

onStage()

const come = async (who: string, watch?: Arrival['watch']): Promise<Visitor> => {
  const person = await arrive(browser, { origin: program.origin, who, ...(watch && { watch }) })
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return person
}

const beginning = async (watch?: Arrival['watch']): Promise<Visitor> => {
  const person = await come('Ordförande, Tyresö', watch)
  await person.empty()
  await person.reads([''])
  return person
}

/** Through the computer's own clipboard. */
const pasteText = async ({ page, text }: Visitor, words: string): Promise<void> => {
  await page.evaluate((given) => navigator.clipboard.writeText(given), words)
  await text.press('ControlOrMeta+v')
}

/** As another program left it: the browser's own clipboard would tidy it up before we could. */
const pasteHtml = async ({ text }: Visitor, html: string): Promise<void> => {
  await text.focus()
  await text.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}

/** Every line of what the server has, read by somebody else; a break within a paragraph ends a line too. */
const storedLines = async (): Promise<string[]> => {
  const { doc } = await program.peer('lasare@sodertorn.example')
  const wordsOf = (node: unknown): string => {
    if (node instanceof Y.XmlText)
      return node
        .toDelta()
        .map((run: { insert: string }) => run.insert)
        .join('')
    if (!(node instanceof Y.XmlElement)) return ''
    return node.nodeName === 'hardBreak' ? '\n' : node.toArray().map(wordsOf).join('')
  }
  return doc
    .getXmlFragment(textRoot)
    .toArray()
    .flatMap((block) => wordsOf(block).split('\n'))
}

const linesOf = (document: string): string[] =>
  document
    .normalize('NFC')
    .split(/\r?\n/)
    .filter((line) => line !== '')

test('a real document pasted as plain text, edited by two at once, is saved with every line of it', async () => {
  const document = readFileSync(realDocument, 'utf8')
  const tyreso = await beginning()
  const haninge = await come('Kommundirektör, Haninge')
  await haninge.reads([''])
  // As macOS hands out letters: the same text in pieces.
  await pasteText(tyreso, document.normalize('NFD'))
  await haninge.sees('Bilagor')
  await haninge.goTo('Sammanfattning')
  await tyreso.goTo('Förslaget till beslut har inga ekonomiska konsekvenser.')
  await Promise.all([
    tyreso.page.keyboard.type(' Det är prövat.'),
    haninge.page.keyboard.type(' av förslaget\nHaninge har läst det.'),
  ])
  await tyreso.sees('Haninge har läst det.')
  await haninge.sees('Det är prövat.')
  await tyreso.saving('Sparat')
  await haninge.saving('Sparat')
  const expected = linesOf(document).flatMap((line) => {
    if (line === 'Sammanfattning') return ['Sammanfattning av förslaget', 'Haninge har läst det.']
    return line.startsWith('Förslaget till beslut har inga') ? [`${line} Det är prövat.`] : [line]
  })
  expect(await storedLines()).toEqual(expected)
  expect(await haninge.blocks()).toEqual(await tyreso.blocks())
  await tyreso.leave()
  await haninge.leave()
})

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=SV style='tab-interval:65.2pt'><!--StartFragment-->
<h1 style='color:#2F5496'><span style='font-size:16.0pt'>Vision<o:p></o:p></span></h1>
<h2>Fokusområden</h2>
<p class=MsoNormal style='margin-left:1cm'>Vi <b style='mso-bidi-font-weight:normal'>ska</b> och <i>vill</i>,
<span style='color:red;background:yellow;font-weight:bold'>alla åtta</span>.<o:p></o:p></p>
<p class=MsoNormal>Läs <a href="https://www.sodertorn.example/">mer</a> och
<a href="javascript:alert(1)">klicka inte</a><script>document.title = 'kapad'</script>
<img src=x onerror="document.title = 'kapad'"></p>
<blockquote><p class=MsoNormal>Citerat.</p></blockquote>
<ul type=disc><li class=MsoNormal>ett<ul type=circle><li class=MsoNormal>inne</li></ul></li><li>två</li></ul>
<ol start=1 type=1><li class=MsoNormal>först</li><li class=MsoNormal>sedan</li></ol>
<!--EndFragment--></body></html>`

test('from Word come levels, lists, bold, italic and safe links; styles, scripts and other links stay outside', async () => {
  const person = await beginning()
  const title = await person.page.title()
  await pasteHtml(person, fromWord)
  await person.reads([
    '# Vision',
    '## Fokusområden',
    'Vi **ska** och _vill_, **alla åtta**.',
    'Läs [mer](https://www.sodertorn.example/) och klicka inte',
    '> Citerat.',
    '- ett',
    '  - inne',
    '- två',
    '1. först',
    '2. sedan',
  ])
  expect(await person.text.locator('[style], script, img, [onerror]').count()).toBe(0)
  expect(await person.page.title()).toBe(title)
  await person.saving('Sparat')
  await person.leave()
})

const fromGoogleDocs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-5f1c2a6e-7fff">
<h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">Vision</span></h1>
<p dir="ltr" style="line-height:1.38"><span style="font-weight:400">Vanligt, </span><span
 style="font-weight:700;white-space:pre-wrap">fet</span><span style="font-weight:400"> och </span><span
 style="font-weight:400;font-style:italic">kursiv</span><a href="https://www.haninge.se/"
 style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline">Haninge</span></a><a
 href="data:text/html,x"><span style="font-weight:400">osäker</span></a></p>
<br /><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr"
 role="presentation"><span style="font-weight:400">ett</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"
 role="presentation"><span style="font-weight:400">inne</span></p></li></ul></ul>
<ol><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>först</span></p></li></ol></b>`

test('from Google Docs comes the structure too, and what only looks bold in its wrapping is not', async () => {
  const person = await beginning()
  await pasteHtml(person, fromGoogleDocs)
  await person.reads([
    '# Vision',
    'Vanligt, **fet** och _kursiv_[Haninge](https://www.haninge.se/)osäker',
    '- ett',
    '  - inne',
    '1. först',
  ])
  expect(await person.text.locator('[style]').count()).toBe(0)
  await person.saving('Sparat')
  await person.leave()
})

test('what is copied here is pasted here as it was, also into the middle of a paragraph', async () => {
  const person = await beginning()
  await person.page.keyboard.type('## Rubrik\n- punkt\n\nmitten')
  await person.press('ControlOrMeta+a', 'ControlOrMeta+c', 'ControlOrMeta+End')
  await person.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ControlOrMeta+v')
  await person.reads(['## Rubrik', '- punkt', 'mit', '## Rubrik', '- punkt', 'mitten', 'ten'])
  await person.leave()
})

/** The sizes of the Update frames that a page sends. */
const updatesOf = (sizes: number[]): Arrival['watch'] => {
  return (page) =>
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (typeof payload !== 'string' && payload[0] === 0 && payload[1] === 2) sizes.push(payload.length)
      }),
    )
}

test('[P10][P31] a thousand paragraphs at once go out in frames of at most 200 kB, are saved and arrive whole', async () => {
  const sizes: number[] = []
  const tyreso = await beginning(updatesOf(sizes))
  const haninge = await come('Kommundirektör, Haninge')
  await tyreso.saving('Sparat')
  sizes.length = 0
  const words = 'Åtta kommuner skriver ett program och fattar beslut om just den texten. '.repeat(8).trim()
  const paragraphs = Array.from({ length: 1000 }, (_, i) => `${i + 1} ${words}`)
  await pasteText(tyreso, paragraphs.join('\n\n'))
  await haninge.reads(paragraphs)
  await tyreso.saving('Sparat')
  expect(sizes.length).toBeGreaterThan(2)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(200_000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(new TextEncoder().encode(words).length * 1000)
  expect(await storedLines()).toEqual(paragraphs)
  await tyreso.reads(paragraphs)
  await tyreso.leave()
  await haninge.leave()
})
