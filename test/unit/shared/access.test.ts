/**
 * Who may what, every cell of it: the table below is written from the domain's own, not from the code. Each row is
 * asked as each role, of the own municipality and of another, as the maker of the record and not, in every phase.
 */
import { describe, expect, test } from 'vitest'
import { type Answer, may } from '../../../shared/access.ts'
import type { Actor, MunicipalityId, Role } from '../../../shared/people.ts'
import { type Phase, phases } from '../../../shared/programmes.ts'

/** What is asked about: whose record it is, who made it, and the phase of the programme. */
type Situation = { of: MunicipalityId; mine: boolean; phase: Phase }

/** What a cell of the table means. */
const cells = {
  yes: () => true,
  no: () => 'not-your-role',
  /** Only of one's own municipality. */
  own: ({ of }) => of === 'tyreso' || 'not-your-municipality',
  /** Only of another municipality. */
  others: ({ of }) => of !== 'tyreso' || 'not-your-municipality',
  /** Only what one made. */
  mine: ({ mine }) => mine || 'not-your-own',
  /** What one made, and what one's municipality made. */
  mineOrOwn: ({ mine, of }) => mine || of === 'tyreso' || 'not-your-municipality',
  /** Another person's of one's own municipality. */
  second: ({ mine, of }) => {
    if (of !== 'tyreso') return 'not-your-municipality'
    return !mine || 'same-person'
  },
  drafting: ({ phase }) =>
    ({ drafting: true as const, editorialStop: 'text-stopped' as const, adoption: 'text-sealed' as const })[phase],
  none: () => 'no-municipality',
  never: () => 'not-your-municipality',
} as const satisfies Record<string, (situation: Situation) => Answer>

type Cell = keyof typeof cells
type Ask = (actor: Actor, situation: Situation & { maker: string }) => Answer

const of = ({ of: municipality, maker }: { of: MunicipalityId; maker: string }) => ({ municipality, memberId: maker })

const columns = ['chair', 'director', 'officer', 'registrar', 'secretariat', 'reader'] as const satisfies Role[]

// biome-ignore format: a table is read by its columns
const table: [action: keyof typeof may, ask: Ask, row: string, what?: string][] = [
  ['read',                 (a) => may.read(a),                            'yes yes yes yes yes yes'],
  ['editText',             (a, s) => may.editText(a, s.phase),            'drafting drafting no no drafting no'],
  ['seeRescues',           (a) => may.seeRescues(a),                      'yes yes yes yes yes yes'],
  ['settleRescue',         (a, s) => may.settleRescue(a, s.phase),        'drafting drafting no no drafting no'],
  ['seeDeletions',         (a) => may.seeDeletions(a),                    'yes yes yes yes yes yes'],
  ['settleDeletion',       (a, s) => may.settleDeletion(a, s.phase),      'drafting drafting no no drafting no'],
  ['comment',              (a) => may.comment(a, 'everyone'),             'yes yes yes no yes no', 'to everyone'],
  ['comment',              (a) => may.comment(a, 'municipality'),         'yes yes yes no none no', 'within'],
  ['proposeAmendment',     (a) => may.proposeAmendment(a, 'everyone'),    'yes yes yes no yes no', 'to everyone'],
  ['proposeAmendment',     (a) => may.proposeAmendment(a, 'municipality'), 'yes yes yes no none no', 'within'],
  ['seeWithin',            (a, s) => may.seeWithin(a, 'everyone', of(s)), 'yes yes yes yes yes yes', 'to everyone'],
  ['seeWithin',            (a, s) => may.seeWithin(a, 'municipality', of(s)), 'own own own own never never', 'within'],
  ['release',              (a, s) => may.release(a, of(s)),               'own own no no no no'],
  ['maintain',             (a, s) => may.maintain(a, of(s)),              'own own no no no no'],
  ['answer',               (a) => may.answer(a),                          'no no no no yes no'],
  ['noteNotReceived',      (a) => may.noteNotReceived(a),                 'no no no no yes no'],
  ['decideAmendment',      (a, s) => may.decideAmendment(a, of(s)),       'others others no no yes no'],
  ['withdrawAmendment',    (a, s) => may.withdrawAmendment(a, of(s)),     'mineOrOwn mineOrOwn mine no mine no'],
  ['nameSnapshot',         (a) => may.nameSnapshot(a),                    'yes yes no no yes no'],
  ['restore',              (a) => may.restore(a),                         'no no no no yes no'],
  ['stopEditing',          (a) => may.stopEditing(a),                     'no no no no yes no'],
  ['freeze',               (a) => may.freeze(a),                          'no no no no yes no'],
  ['openRound',            (a) => may.openRound(a),                       'no no no no yes no'],
  ['createProgramme',      (a) => may.createProgramme(a),                 'no no no no yes no'],
  ['invite',               (a) => may.invite(a),                          'no no no no yes no'],
  ['changeRole',           (a) => may.changeRole(a),                      'no no no no yes no'],
  ['registerDecision',     (a, s) => may.registerDecision(a, s.of),       'no no no own no no'],
  ['confirmDecision',      (a, s) => may.confirmDecision(a, s.of, s.maker), 'no second second second no no'],
  ['writeTjansteskrivelse', (a, s) => may.writeTjansteskrivelse(a, s.of), 'own own own own yes no'],
]

const actor = (role: Role): Actor => {
  const municipality = role === 'secretariat' || role === 'reader' ? null : 'tyreso'
  return { memberId: 'me', name: 'Jag', role, municipality }
}

const situations: Situation[] = (['tyreso', 'salem'] as const).flatMap((municipality) =>
  [true, false].flatMap((mine) => phases.map((phase) => ({ of: municipality, mine, phase }))),
)

const cellOf = (row: string, role: Role): Cell => {
  const cell = row.split(' ')[columns.findIndex((column) => column === role)]
  if (cell === undefined || !(cell in cells)) throw new Error(`no such cell: ${cell}`)
  return cell as Cell // just checked
}

describe.for(table)('%s', ([action, ask, row, what = '']) => {
  test.for(columns)(`[R3] [R4] ${action} ${what} as %s: every situation`, (role) => {
    const expected = situations.map((situation) => [situation, cells[cellOf(row, role)](situation)])
    const asked = situations.map((situation) => [
      situation,
      ask(actor(role), { ...situation, maker: situation.mine ? 'me' : 'another' }),
    ])
    expect(asked).toEqual(expected)
  })
})

test('[R3] every action of access.ts has a row', () => {
  const rows = new Set<string>(table.map(([action]) => action))
  expect(Object.keys(may).filter((action) => !rows.has(action))).toEqual([])
})

test('[R3] a reader of a municipality sees what it keeps to itself, and writes no more than any reader', () => {
  const reader: Actor = { ...actor('reader'), municipality: 'tyreso' }
  expect(may.seeWithin(reader, 'municipality', { municipality: 'tyreso', memberId: 'x' })).toBe(true)
  expect(may.seeWithin(reader, 'municipality', { municipality: 'salem', memberId: 'x' })).toBe('not-your-municipality')
  for (const situation of situations) {
    const { of: municipality, phase } = situation
    const asked = [
      may.editText(reader, phase),
      may.comment(reader, 'everyone'),
      may.release(reader, { municipality, memberId: 'x' }),
      may.registerDecision(reader, municipality),
      may.writeTjansteskrivelse(reader, municipality),
    ]
    expect(new Set(asked)).toEqual(new Set(['not-your-role']))
  }
})

test('[R3] a record of no municipality is nobody’s own: the secretariat’s null is not everyone by accident', () => {
  const secretariat = actor('secretariat')
  const nobodys = { municipality: null, memberId: 'x' }
  expect(may.seeWithin(secretariat, 'municipality', nobodys)).toBe('not-your-municipality')
  expect(may.release(actor('chair'), nobodys)).toBe('not-your-municipality')
})
