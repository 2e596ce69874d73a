/** Fixtures in the shape in which each program leaves HTML on the clipboard, pasted into the real editor. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf } from '../support/blocks.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type Running, startRunning } from '../support/running.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../fixtures/clipboard', `${name}.html`), 'utf8')

let browser: Browser
let program: Running
let tyreso: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
  program = await startRunning()
  tyreso = await arrive(browser, { origin: program.origin, who: 'Ordförande, Tyresö' })
})
afterAll(async () => {
  await tyreso.leave()
  await program.stop()
  await browser.close()
})

const paste = ({ text }: Visitor, html: string): Promise<void> =>
  text.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)

/** Pasted into an empty text; what the server then has. After a table that ends the text there is room to go on. */
const pasted = async (html: string): Promise<string[]> => {
  await tyreso.empty()
  await tyreso.reads([''])
  await paste(tyreso, html)
  await tyreso.saving('Sparat')
  const peer = await program.peer('lasare@sodertorn.example')
  const blocks = blocksOf(peer.doc)
  peer.close()
  return blocks
}

test.for<[name: string, blocks: string[]]>([
  [
    'word-lists',
    [
      'Tre saker är viktiga:',
      '- Tvärförbindelser',
      '  - på väg',
      '    - och på **räls**',
      '- Högskola',
      '1. Först frågar vi',
      '  1. kommunerna',
      '1. Sedan skriver vi',
      '- Efter mall',
      '  1. Numrerad efter mall',
    ],
  ],
  [
    'word-headings',
    [
      '# Utvecklingsprogram',
      '# Infrastruktur',
      '## Spår',
      'Spåret byggs av **staten** och _kommunerna_.',
      '> Det som ligger nära på kartan kan vara långt bort.',
      '### Tvärspår',
      'En rad\noch en till. Efter tabb.',
      'Efter sidbrytningen.',
    ],
  ],
  ['word-review', ['Målet är minst tio minuter.', 'Restiden mäts varje år.']],
  [
    'word-footnotes',
    [
      'Restiden är 40 minuter.^[Mätt _dörr till dörr_ på vardagar.] Den ska sjunka.' +
        '^[Se [mätningen](https://www.sodertorn.example/matning). Den görs vartannat år.]',
      'Läs [kapitlet](#_Toc1) också.',
    ],
  ],
  [
    'word-table',
    [
      'Tabell 1. Restider',
      '|= **Kommun** | **I dag** | **2045** |',
      '| Nykvarn | uppgift saknas |  |',
      '|  | 62 min | - 40 min / eller mindre |',
      '| Salem | bil 20 / buss 45 |  |',
      'Efter tabellen.',
      'Bara en ram.',
    ],
  ],
  ['word-online', ['## Mål för spår', '- Fler avgångar', '  - **även** på kvällen', 'Slut.']],
  [
    'libreoffice-writer',
    [
      '# Näringsliv',
      'Företagen är **många** och _små_.',
      '1. Lokaler',
      '  1. nära spåret',
      '1. Kompetens',
      '- En punkt',
      'med en fortsättning',
      '> Citerat i Writer.',
      'infogat ord',
      '---',
      'Sist.',
    ],
  ],
  [
    'libreoffice-footnotes',
    ['Var femte invånare^[Räknat över **kommungräns**.] pendlar.', 'Andra stycket^[Påhittat.].'],
  ],
  [
    'google-docs',
    [
      '# Klimat',
      'Vi **ska**_ tillsammans_[ nå målet](https://www.sodertorn.example/)',
      '- Värme',
      '  - fjärrvärme',
      '1. Först',
      '#### Liten rubrik',
    ],
  ],
  ['google-docs-table', ['Före^[Not från Google.]', '|= **År** | **Tal** |', '| 2027 | - fem |', '']],
  [
    'web-page',
    [
      '# Samverkan på Södertörn',
      'Åtta kommuner _tillsammans_.',
      'Ett stycke i en div.',
      'Ett till,\npå två rader.',
      '## Kontakt',
      '[Skriv till oss](mailto:info@sodertorn.example) eller [ring](tel:+4680000000). Relativ Farlig',
      'Kartan.',
      '> Nära till varandra.',
      '> – en invånare',
      'Bildat',
      '1990-talet',
      'kod  med  blanksteg',
      'Södertörn2',
    ],
  ],
  [
    'web-encyclopaedia',
    [
      '**Södertörn** är en halvö.^[Uppslagsboken, _band 27_.]' +
        ' Den har [åtta kommuner](https://encyklopedi.example/wiki/Kommun).',
      'Folkmängd',
      '|= Kommun | Antal |',
      '| Salem | 17\u00a0000 |',
      '| Påhittat |  |',
      '## Noter',
    ],
  ],
  ['excel', ['| Mål | 2027 | 2030 |', '| Andel | 40% |  |', '']],
  [
    'outlook',
    [
      'Hej!',
      'Vi föreslår en ny lydelse:',
      '- Målet tidigareläggs',
      '- Kostnaden delas',
      'Med vänlig hälsning',
      '---',
      '**Från:** Salem',
    ],
  ],
])('[R40] %s: the structure is kept, the styling is not', async ([name, blocks]) => {
  expect(await pasted(fixture(name))).toEqual(blocks)
})

test('xss-corpus: [R41] nothing in pasted HTML runs, is fetched or becomes a link that may not be', async () => {
  const fetched: string[] = []
  tyreso.page.on('request', (request) => fetched.push(request.url()))
  const title = await tyreso.page.title()
  const blocks = await pasted(fixture('hostile'))
  expect(blocks.join('\n')).not.toMatch(/javascript|kapad|data:|onerror/i)
  expect(blocks).toEqual(expect.arrayContaining(['# Rubrik', 'attribut', 'Sist']))
  expect(blocks.join('\n')).toContain('[d](https://a.example/)')
  expect(await tyreso.page.title()).toBe(title)
  expect(fetched.filter((url) => !url.startsWith(program.origin))).toEqual([])
  expect(await tyreso.text.locator('script, iframe, object, embed, form, svg, [onclick], [onerror]').count()).toBe(0)
})
