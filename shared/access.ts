/**
 * Who may what, one line each: `true`, or the reason why not. The server decides by it, the client explains by it.
 * The table is DOMAIN's matrix; rule R3 and the generated tests walk every cell.
 */
import type { Actor, MunicipalityId, Role } from './people.ts'
import type { Phase } from './programmes.ts'
import type { ProblemCode } from './problem.ts'

export type Answer = true | ProblemCode
export type Visibility = 'municipality' | 'everyone'

const authors: readonly Role[] = ['chair', 'director', 'secretariat']
const spokespersons: readonly Role[] = ['chair', 'director']
const commenters: readonly Role[] = ['chair', 'director', 'officer', 'secretariat']

const hasRole = (actor: Actor, roles: readonly Role[]): Answer => roles.includes(actor.role) || 'not-your-role' // guard: role

const own = (actor: Actor, municipality: MunicipalityId | null): Answer =>
  (actor.municipality !== null && actor.municipality === municipality) || 'not-your-municipality' // guard: own

/** The first reason of several; `true` when none stands in the way. */
const all = (...answers: Answer[]): Answer => answers.find((a) => a !== true) ?? true

const open = (phase: Phase): Answer =>
  phase === 'drafting' || (phase === 'editorialStop' ? 'text-stopped' : 'text-sealed')

/** Where a record belongs: its municipality, and the member who made it. */
export type Belonging = { municipality: MunicipalityId | null; memberId: string }

export const may = {
  read: (_actor: Actor): Answer => true,
  editText: (actor: Actor, phase: Phase): Answer => all(hasRole(actor, authors), open(phase)), // guard: phase
  seeRescues: (actor: Actor): Answer => may.read(actor),
  settleRescue: (actor: Actor, phase: Phase): Answer => may.editText(actor, phase),

  seeDeletions: (actor: Actor): Answer => may.read(actor),
  settleDeletion: (actor: Actor, phase: Phase): Answer => may.editText(actor, phase),

  comment: (actor: Actor, visibility: Visibility): Answer =>
    all(hasRole(actor, commenters), visibility === 'everyone' || actor.municipality !== null || 'no-municipality'),
  proposeAmendment: (actor: Actor, visibility: Visibility): Answer => may.comment(actor, visibility),
  seeWithin: (actor: Actor, visibility: Visibility, of: Belonging): Answer =>
    visibility === 'everyone' || own(actor, of.municipality),

  release: (actor: Actor, of: Belonging): Answer => all(hasRole(actor, spokespersons), own(actor, of.municipality)),
  maintain: (actor: Actor, of: Belonging): Answer => may.release(actor, of),
  answer: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  noteNotReceived: (actor: Actor): Answer => may.answer(actor),

  decideAmendment: (actor: Actor, of: Belonging): Answer =>
    all(hasRole(actor, authors), own(actor, of.municipality) !== true || 'not-your-municipality'),
  withdrawAmendment: (actor: Actor, of: Belonging): Answer =>
    all(
      hasRole(actor, commenters),
      actor.memberId === of.memberId ||
        (spokespersons.includes(actor.role) ? own(actor, of.municipality) : 'not-your-own'),
    ),

  nameSnapshot: (actor: Actor): Answer => hasRole(actor, authors),
  restore: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  stopEditing: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  freeze: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  openRound: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  createProgramme: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  invite: (actor: Actor): Answer => hasRole(actor, ['secretariat']),
  changeRole: (actor: Actor): Answer => hasRole(actor, ['secretariat']),

  registerDecision: (actor: Actor, of: MunicipalityId): Answer => all(hasRole(actor, ['registrar']), own(actor, of)),
  confirmDecision: (actor: Actor, of: MunicipalityId, registeredBy: string): Answer =>
    all(
      hasRole(actor, ['director', 'officer', 'registrar']),
      own(actor, of),
      actor.memberId !== registeredBy || 'same-person',
    ),
  writeTjansteskrivelse: (actor: Actor, of: MunicipalityId): Answer =>
    actor.role === 'secretariat' || all(hasRole(actor, ['chair', 'director', 'officer', 'registrar']), own(actor, of)),
} as const
