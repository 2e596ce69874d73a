/** Leads to what waits in the margin from wherever in the text one is, and says that there is some when it comes. */
import { WarningIcon } from './icons.tsx'

/** `words` say how many; nothing is shown of none. */
export function MarginLink({ href, count, words }: { href: string; count: number; words: (count: number) => string }) {
  return (
    <span role="status">
      {count > 0 && (
        <a className="saving" data-saving="waiting" href={href}>
          <WarningIcon />
          <span>{words(count)}</span>
        </a>
      )}
    </span>
  )
}
