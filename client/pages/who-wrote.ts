/** *Vem skrev vad* for the page's text: the log is the server's, who is here presence's, the words the page's. */
import { useEffect, useMemo, useState } from 'react'
import { municipalities } from '../../shared/people.ts'
import { textRoot } from '../../shared/protocol.ts'
import { authorRuns } from '../api.ts'
import type { AuthorWords } from '../authors/label.ts'
import { createReveal, type Reveal } from '../authors/reveal.ts'
import { nameAndRole, type PersonHere, personIn } from '../presence/people-here.ts'
import type { Replica } from '../sync/status.ts'
import type { useMessages } from '../ui/language.tsx'

type Say = ReturnType<typeof useMessages>

const authorWords = (say: Say): AuthorWords => ({
  organisation: (organisation) => {
    if (organisation === 'start') return say.authors.start
    return organisation === 'shared' ? say.signIn.noMunicipality : municipalities[organisation]
  },
  who: (author) => nameAndRole(author, say),
  counted: say.authors.words,
  label: say.authors.label,
  justNow: say.authors.justNow,
})

const later = (ms: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, ms)
  return () => clearTimeout(timer)
}

const revealIn = (replica: Replica, programmeId: string, self: PersonHere, words: AuthorWords): Reveal => {
  const { doc, awareness } = replica
  return createReveal({
    text: doc.getXmlFragment(textRoot),
    whoIsHere: (client) => (client === doc.clientID ? self : personIn(awareness.getStates().get(client)?.['user'])),
    words,
    ask: () => authorRuns(programmeId),
    now: () => performance.now(),
    later,
  })
}

/** `plugins` go to the editor; `press` turns it on and off. It stays on when the text gets a new replica. */
export const useWhoWrote = (given: { replica: Replica; programmeId: string; self: PersonHere; say: Say }) => {
  const { replica, programmeId, self, say } = given
  const [on, setOn] = useState(false)
  const words = useMemo(() => authorWords(say), [say])
  const reveal = useMemo(() => revealIn(replica, programmeId, self, words), [replica, programmeId, self, words])
  const plugins = useMemo(() => [reveal.plugin], [reveal])
  useEffect(() => {
    reveal.turn(on)
    return () => reveal.turn(false)
  }, [reveal, on])
  return { reveal, plugins, words, on, press: () => setOn(!on) }
}
