/** A text as a still page: the same look as the editor gives it, from plain data, for reading only. */
import { Fragment, useMemo, useState } from 'react'
import type { StillBlock, StillNote, StillParagraph, StillWords } from '../../shared/beginning.ts'
import { fileUrl } from '../../shared/files.ts'
import { goalStructure } from '../../shared/goals.ts'
import { isSafeHref } from '../../shared/schema/form.ts'
import { markerOf } from '../editor/markers.ts'
import { useMessages } from '../ui/language.tsx'

/** By a paragraph's level: the title of the page is the h1. */
const tags = ['p', 'h2', 'h3', 'h4', 'h5'] as const

/** What stands above a paragraph of the structure of goals. */
type RoleWords = ReadonlyMap<StillParagraph, string>

const paragraphsOf = (blocks: readonly StillBlock[]): StillParagraph[] =>
  blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
        return [block]
      case 'quote':
        return paragraphsOf(block.blocks)
      case 'table':
        return block.rows.flat(2)
      case 'figure':
        return block.caption
      case 'rule':
        return []
    }
  })

const wordsOf = ({ runs }: StillParagraph): string => runs.map((run) => ('text' in run ? run.text : '')).join('')

/** A label may become another once the whole text is there: its letters are those that tell all focus areas apart. */
const roleWordsOf = (blocks: readonly StillBlock[], say: ReturnType<typeof useMessages>): RoleWords => {
  const all = paragraphsOf(blocks)
  const asked = all.map((each) => ({
    id: null,
    goalId: null,
    role: each.role,
    level: each.level,
    words: wordsOf(each),
  }))
  const { focusAreas, goalsOutside } = goalStructure(asked, { goalsPerFocusArea: null })
  const goals = [...goalsOutside, ...focusAreas.flatMap((area) => area.goals)]
  let nth = 0
  const words = new Map<StillParagraph, string>()
  for (const each of all) {
    if (each.role === 'none') continue
    words.set(each, each.role === 'goal' ? say.goals.labelled(goals[nth++]?.label ?? '') : say.textRoles[each.role])
  }
  return words
}

function Words({ words: { text, bold, italic, href } }: { words: StillWords }) {
  const plain = <>{text}</>
  const linked = isSafeHref(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {plain}
    </a>
  ) : (
    plain
  )
  const slanted = italic ? <em>{linked}</em> : linked
  return bold ? <strong>{slanted}</strong> : slanted
}

function Note({ note: { note, number } }: { note: StillNote }) {
  const say = useMessages()
  return (
    <span data-footnote="">
      <span className="note" data-number={number} data-spoken={say.notes.number(number)}>
        <span>
          {note.map((words, i) => (
            <Words key={i} words={words} />
          ))}
        </span>
      </span>
      <sup aria-hidden="true">{number}</sup>
    </span>
  )
}

/** Without a sign at its end a line has no height. */
const endsOpen = (paragraph: StillParagraph): boolean => {
  const last = paragraph.runs.at(-1)
  return last === undefined || ('text' in last && (last.text === '' || last.text.endsWith('\n')))
}

function Paragraph({ paragraph, roleWords }: { paragraph: StillParagraph; roleWords: RoleWords }) {
  const { item } = useMessages()
  const { level, list, indent, number, runs } = paragraph
  const Tag = tags[level] ?? 'p'
  const depth = indent + 1
  const marker = list !== 'none' && {
    'data-marker': markerOf({ number, depth }),
    'data-spoken': number === null ? item.bullet(depth) : item.ordered(number, depth),
  }
  return (
    <Tag data-indent={indent > 0 ? indent : undefined} data-role-label={roleWords.get(paragraph)} {...marker}>
      {runs.map((run, i) => ('text' in run ? <Words key={i} words={run} /> : <Note key={i} note={run} />))}
      {endsOpen(paragraph) && <br />}
    </Tag>
  )
}

function Table({ table, roleWords }: { table: StillBlock & { kind: 'table' }; roleWords: RoleWords }) {
  const name = useMessages().tables.name(table.number)
  return (
    // By keyboard as well one gets to what a narrow page does not show.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="text-table" role="group" aria-label={name} tabIndex={0}>
      <table aria-label={name}>
        <tbody>
          {table.rows.map((cells, y) => (
            <tr key={y}>
              {cells.map((paragraphs, x) => {
                const inside = paragraphs.map((each, i) => <Paragraph key={i} paragraph={each} roleWords={roleWords} />)
                return table.hasHeader && y === 0 ? (
                  <th key={x} scope="col">
                    {inside}
                  </th>
                ) : (
                  <td key={x}>{inside}</td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Figure({ figure, roleWords }: { figure: StillBlock & { kind: 'figure' }; roleWords: RoleWords }) {
  const say = useMessages().figures.inText
  const { file, alt, width, height } = figure
  const [isMissing, setMissing] = useState(file === null)
  const size = width > 0 && height > 0 ? { width, height } : {}
  return (
    <figure className="figure">
      <div className="figure-frame">
        {file === null || isMissing ? (
          <p className="figure-missing">{[say.missing, alt].filter(Boolean).join(' ')}</p>
        ) : (
          <img className="figure-image" src={fileUrl(file)} alt={alt} {...size} onError={() => setMissing(true)} />
        )}
      </div>
      <figcaption className="figure-caption">
        <span className="figure-number">{say.number(figure.number)}</span>
        <div className="figure-words">
          {figure.caption.map((each, i) => (
            <Paragraph key={i} paragraph={each} roleWords={roleWords} />
          ))}
        </div>
      </figcaption>
    </figure>
  )
}

function Block({ block, roleWords }: { block: StillBlock; roleWords: RoleWords }) {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraph paragraph={block} roleWords={roleWords} />
    case 'quote':
      return (
        <blockquote>
          {block.blocks.map((each, i) => (
            <Block key={i} block={each} roleWords={roleWords} />
          ))}
        </blockquote>
      )
    case 'table':
      return <Table table={block} roleWords={roleWords} />
    case 'figure':
      return <Figure figure={block} roleWords={roleWords} />
    case 'rule':
      return <hr />
  }
}

/** Each block is an element of its own, in order, as in the editor. It never changes, so that its place is its key. */
export function Still({ blocks }: { blocks: readonly StillBlock[] }) {
  const say = useMessages()
  const roleWords = useMemo(() => roleWordsOf(blocks, say), [blocks, say])
  return (
    <Fragment>
      {blocks.map((block, i) => (
        <Block key={i} block={block} roleWords={roleWords} />
      ))}
    </Fragment>
  )
}
