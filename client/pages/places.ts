/** Where in a text's page its parts stand: the frame is drawn at once, the parts when the text has been opened. */
import { type RefCallback, useState } from 'react'

type Name = 'head' | 'notices' | 'contents' | 'margin'

export type Places = Record<Name, HTMLElement>

/** The places once they are drawn, and what each element takes for its `ref`. */
export const usePlaces = (): { places: Places | null } & Record<Name, RefCallback<HTMLElement>> => {
  const [head, setHead] = useState<HTMLElement | null>(null)
  const [notices, setNotices] = useState<HTMLElement | null>(null)
  const [contents, setContents] = useState<HTMLElement | null>(null)
  const [margin, setMargin] = useState<HTMLElement | null>(null)
  const places = head && notices && contents && margin && { head, notices, contents, margin }
  return { places, head: setHead, notices: setNotices, contents: setContents, margin: setMargin }
}
