/**
 * Marks the blocks that the selection's two ends stand in. The style sheet lets the browser skip the layout of blocks
 * out of sight (`content-visibility`), and Chromium skips it for a block in its first frame as well: what is typed into
 * a paragraph that Enter has just made then comes out in the wrong order. The block one writes in is never skipped.
 */
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export const caretBlockPlugin = (): Plugin =>
  new Plugin({
    props: {
      decorations: ({ doc, selection: { $anchor, $head } }) => {
        const ends = $anchor.index(0) === $head.index(0) ? [$head] : [$anchor, $head]
        const marked = ends
          .filter((end) => end.depth > 0)
          .map((end) => Decoration.node(end.before(1), end.after(1), { 'data-caret': '' }))
        return DecorationSet.create(doc, marked)
      },
    },
  })
