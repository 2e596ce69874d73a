/** What stands beside another's caret. */
import { municipalities } from '../../shared/people.ts'
import type { CaretLabel } from '../editor/caret.ts'
import { isWriter, nameAndRole, personIn } from '../presence/people-here.ts'
import type { useMessages } from '../ui/language.tsx'

/** The organisation, then who; null for those who only read. */
export const caretLabel = (user: unknown, say: ReturnType<typeof useMessages>): CaretLabel | null => {
  const person = personIn(user)
  if (!person) return { municipality: null, text: say.presence.someone }
  if (!isWriter(person)) return null
  const { municipality } = person
  const text = [...(municipality ? [municipalities[municipality]] : []), nameAndRole(person, say)].join(' · ')
  return { municipality, text }
}
