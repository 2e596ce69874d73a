import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { draftLinks } from '../../../server/pages.ts'
import { tempdir } from '../../support/tempdir.ts'

/** As Vite lists the files of a build. */
const chunks = {
  'index.html': { file: 'assets/index-A1.js', css: ['assets/index-A1.css'] },
  '_access-B2.js': { file: 'assets/access-B2.js' },
  'pages/draft.tsx': {
    file: 'assets/draft-C3.js',
    css: ['assets/draft-C3.css'],
    imports: ['index.html', '_access-B2.js'],
  },
}

test('the page of a text names its own files, so that they are fetched beside the program', async () => {
  const directory = await tempdir()
  await mkdir(join(directory, '.vite'))
  await writeFile(join(directory, '.vite/manifest.json'), JSON.stringify(chunks))
  expect(draftLinks(directory).split(', ')).toEqual([
    '</assets/draft-C3.js>; rel=modulepreload',
    '</assets/access-B2.js>; rel=modulepreload',
    '</assets/draft-C3.css>; rel=preload; as=style; crossorigin',
  ])
})

test('a build without a list of its files is served all the same', async () => {
  expect(draftLinks(await tempdir())).toBe('')
})
