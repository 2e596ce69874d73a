/** The words of the domain in English. */
import { municipalities } from '../people.ts'
import type { Messages } from './sv.ts'

export const en: Messages = {
  programName: 'Samskriv',
  roles: {
    chair: 'Chair',
    director: 'Municipal director',
    officer: 'Officer',
    registrar: 'Registrar',
    secretariat: 'Secretariat',
    reader: 'Reader',
  },
  phases: {
    drafting: 'Draft',
    editorialStop: 'Closed for editing',
    adoption: 'With the municipalities for decision',
  },
  roleIn: (role, municipality) => (municipality === null ? role : `${role}, ${municipalities[municipality]}`),
}
