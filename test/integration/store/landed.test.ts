/** Data folders as earlier steps of the program left them, killed in the middle: whoever has one goes on with it. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, test, expect } from 'vitest'
import { startRunning } from '../../support/running.ts'
import { tempdir } from '../../support/tempdir.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

/** `says`: what people had written and were told was saved. */
const landed = [
  {
    step: 'data-01',
    says: ['Skrivet av Salem i steg ett. ', 'Skrivet av Tyresö efter omstarten. '],
    titles: ['Södertörns utvecklingsprogram 2045', 'Prov 2050'],
    files: [],
  },
  {
    // Its whole text was deleted and taken back, and has a table and figures.
    step: 'data-02',
    says: ['Skrivet av Salem i steg två.', 'Rubrik i steg två', 'Skrivet av Tyresö efter omstarten.'],
    titles: ['Södertörns utvecklingsprogram 2045'],
    files: ['d83ea89d91533200d41414743acf492c34361aab7a5fe3dc61db88877e6ffeda'],
  },
]

test.for(landed)(
  '[S20] $step opens: its texts, its programmes, its people, its files',
  async ({ step, says, titles, files }) => {
    const directory = await tempdir()
    await cp(join(fixtures, step), directory, { recursive: true })
    const running = await startRunning({ directory })
    onTestFinished(() => running.stop())

    const cookie = await running.signIn('ordforande@huddinge.example')
    const programmes: { title: string }[] = await (await running.request('/api/programmes', { cookie })).json()
    expect(programmes.map(({ title }) => title).toSorted()).toEqual(titles.toSorted())

    for (const id of files) expect((await running.request(`/api/files/${id}`, { cookie })).status).toBe(200)

    const peer = await running.peer('ordforande@huddinge.example')
    const words = peer.words()
    for (const sentence of says) expect(words).toContain(sentence)
    peer.type('Och det går att skriva vidare.')
    await peer.allSaved()
    peer.close()
  },
)
