/** The domain's words in Swedish, for the server's own texts and the interface. The source: `en.ts` has its shape. */
import { type MunicipalityId, municipalities, type Role } from '../people.ts'
import type { Phase } from '../programmes.ts'

export const sv = {
  programName: 'Samskriv',
  roles: {
    chair: 'Ordförande',
    director: 'Kommundirektör',
    officer: 'Handläggare',
    registrar: 'Registrator',
    secretariat: 'Sekretariatet',
    reader: 'Läsare',
  } satisfies Record<Role, string>,
  phases: {
    drafting: 'Utkast',
    editorialStop: 'Redaktionsstopp',
    adoption: 'Hos kommunerna för beslut',
  } satisfies Record<Phase, string>,
  /** Who somebody speaks for, as it stands beside a name: "Ordförande, Tyresö". */
  roleIn: (role: string, municipality: MunicipalityId | null): string =>
    municipality === null ? role : `${role}, ${municipalities[municipality]}`,
}

/** What every language must say. */
export type Messages = typeof sv
