import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { draftLinks } from '../../../server/pages.ts'
import { tempdir } from '../../support/tempdir.ts'

/** As Vite lists the files of a build. */
const chunks = {
  'index.html': { file: 'assets/index-A1.js', css: ['assets/index-A1.css'] },
  '_access-B2.js': { file: 'assets/access-B2.js' },
  '_waiting-B3.js': { file: 'assets/waiting-B3.js', css: ['assets/waiting-B3.css'], imports: ['_access-B2.js'] },
  'pages/draft.tsx': {
    file: 'assets/draft-C3.js',
    css: ['assets/draft-C3.css'],
    imports: ['index.html', '_access-B2.js', '_waiting-B3.js'],
  },
  'pages/draft-text.tsx': {
    file: 'assets/draft-text-D4.js',
    css: ['assets/draft-text-D4.css'],
    imports: ['_waiting-B3.js', 'index.html'],
  },
}

test('the page of a text names its own files, first what is read first, and each once', async () => {
  const directory = await tempdir()
  await mkdir(join(directory, '.vite'))
  await writeFile(join(directory, '.vite/manifest.json'), JSON.stringify(chunks))
  expect(draftLinks(directory).split(', ')).toEqual([
    '</assets/draft-C3.css>; rel=preload; as=style; crossorigin',
    '</assets/waiting-B3.css>; rel=preload; as=style; crossorigin',
    '</assets/draft-text-D4.css>; rel=preload; as=style; crossorigin',
    '</assets/draft-C3.js>; rel=modulepreload',
    '</assets/access-B2.js>; rel=modulepreload',
    '</assets/waiting-B3.js>; rel=modulepreload',
    '</assets/draft-text-D4.js>; rel=preload; as=script; crossorigin; fetchpriority=low',
  ])
})

test('a build without a list of its files is served all the same', async () => {
  expect(draftLinks(await tempdir())).toBe('')
})
