/** The tools of the text: what is inserted, found and set right, in Swedish. `editor.en.ts` has its shape. */
export const editorSv = {}

export type EditorMessages = typeof editorSv
