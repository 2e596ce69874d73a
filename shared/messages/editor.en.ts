/** The tools of the text: what is inserted, found and set right, in English. */
import type { EditorMessages } from './editor.sv.ts'

export const editorEn: EditorMessages = {}
