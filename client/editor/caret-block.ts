/**
 * Says when a text is long, and marks the blocks that the selection's two ends stand in. Of a long text the style sheet
 * lets the browser skip the layout of blocks out of sight (`content-visibility`). Chromium skips it for a block in its
 * first frame as well, and carets moved by key then go astray: what is typed into a paragraph that Enter has just made
 * comes out in the wrong order. So the block one writes in is never skipped, and a text of usual length is laid out
 * whole.
 */
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Blocks from which laying out all of them is felt at each key: some fifty pages. */
const long = 1000

export const caretBlockPlugin = (): Plugin =>
  new Plugin({
    props: {
      attributes: ({ doc }): Record<string, string> => (doc.childCount > long ? { 'data-long': '' } : {}),
      decorations: ({ doc, selection: { $anchor, $head } }) => {
        if (doc.childCount <= long) return null
        const ends = $anchor.index(0) === $head.index(0) ? [$head] : [$anchor, $head]
        const marked = ends
          .filter((end) => end.depth > 0)
          .map((end) => Decoration.node(end.before(1), end.after(1), { 'data-caret': '' }))
        return DecorationSet.create(doc, marked)
      },
    },
  })
