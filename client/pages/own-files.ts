/** What of the program comes in files of its own, and when: before it is asked for, but after what is seen first. */
import { beginning, me as meQuery, programme as programmeQuery, records } from '../api.ts'
import { withStyles } from './lost-styles.ts'
import { piece } from './pieces.ts'

/** The frame of a text's page, and its beginning to read. */
export const draft = piece(() => withStyles(import('./draft.tsx')).then(({ Draft }) => Draft))
/** What a text is written with: the largest, and not needed to read the first words. */
export const writing = piece(() => withStyles(import('./draft-text.tsx')))
export const members = piece(() => withStyles(import('./members.tsx')).then(({ Members }) => Members))

/** Which programme's text an address leads to. */
const programmeAt = (address: string): string | null => {
  const id = /^\/programmes\/([^/]+)$/.exec(address)?.[1]
  return id === undefined ? null : decodeURIComponent(id)
}

/**
 * Asks for what an address will need before the pages that need it are drawn: each would else wait for the one before.
 */
export const fetchAhead = (address: string): void => {
  void records.prefetchQuery(meQuery)
  const programmeId = programmeAt(address)
  if (programmeId === null) return
  void draft.prefetch()
  void records.prefetchQuery(programmeQuery(programmeId))
  void records.prefetchQuery(beginning(programmeId))
}

/** At a text's own page that page asks for the writing, once there is something to read meanwhile. */
export const fetchTheRest = (): void => {
  void draft.prefetch()
  void members.prefetch()
  if (programmeAt(location.pathname) === null) void writing.prefetch()
}

/** What did not come is asked for anew by the next who wants it. */
export const forgetFailures = (): void => {
  draft.forget()
  writing.forget()
  members.forget()
}
