/** What the program's editor is measured against: TipTap, the same node kinds, the same text, and nothing else. */
import { Editor } from '@tiptap/core'
import { schemaExtensions } from '../../client/editor/schema.ts'

const mount = document.createElement('div')
document.body.append(mount)

const answer = await fetch('/content.json')
new Editor({ element: mount, extensions: schemaExtensions, content: await answer.json(), injectCSS: false })
