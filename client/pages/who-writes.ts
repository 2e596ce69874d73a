/** Who writes on a connection, by what the relay says of it: for the sentences about others' edits. */
import type { Awareness } from 'y-protocols/awareness'
import { municipalities } from '../../shared/people.ts'
import type { WhoWrites } from '../editor/announcer.tsx'
import { isWriter, nameAndRole, type PersonHere, personIn } from '../presence/people-here.ts'
import type { useMessages } from '../ui/language.tsx'

type Say = ReturnType<typeof useMessages>

type Here = { awareness: Awareness; self: PersonHere; say: Say }

/** A change without new words bears nobody's number: it is the only other writer's, or nobody's. */
const onlyOther = (others: readonly PersonHere[]): PersonHere | null => {
  const people = new Map(others.filter(isWriter).map((person) => [person.memberId, person]))
  const [only] = people.values()
  return people.size === 1 && only ? only : null
}

export const whoWritesIn = ({ awareness, self, say }: Here): WhoWrites => {
  const personOn = (client: number): PersonHere | null => personIn(awareness.getStates().get(client)?.['user'])
  const others = (): PersonHere[] =>
    [...awareness.getStates().keys()].flatMap((client) => {
      const person = personOn(client)
      return person && person.memberId !== self.memberId ? [person] : []
    })
  return (client) => {
    const person = client === null ? onlyOther(others()) : personOn(client)
    if (!person) return null
    if (person.memberId === self.memberId) return 'self'
    const municipality = person.municipality && municipalities[person.municipality]
    const name = nameAndRole(person, say)
    return { id: person.memberId, name: municipality ? `${name}, ${municipality}` : name, short: municipality ?? name }
  }
}
