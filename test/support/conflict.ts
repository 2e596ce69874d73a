/**
 * One round of people who write at once, at random, and its judges: the ledgers of what each typed and of what each
 * took off their own screen. They know nothing of how the relay finds what is lost.
 */
import type { Node } from '@tiptap/pm/model'
import type { Found } from '../../server/relay/found.ts'
import type { Texts } from '../../server/store/store.ts'
import { type Colleague, Desk, type Said } from './colleagues.ts'
import { anyConflict, type Hand, Signs, table } from './conflict-edits.ts'
import { paragraph, schema } from './honest.ts'
import type { Random } from './random.ts'

export type Outcome = {
  typed: number
  /** Signs that nobody deleted, that stand nowhere, and of which nothing was told. */
  unnoticed: string[]
  /** Signs told to be lost that stood in the text, or that somebody had deleted, when it was told. */
  falseRescues: string[]
  /** How many were told of in each way. */
  told: Record<Found['kind'], number>
  /** Every screen shows the same. */
  equal: boolean
}

const signsOf = (page: Node): Set<string> => new Set(page.textBetween(0, page.content.size))

/** `deleted`: what they took off their screen and did not bring back; `heard`: of that, what the relay has been told. */
type Person = { colleague: Colleague; hand: Hand; deleted: Set<string>; heard: Set<string> }

class Round {
  readonly #r: Random
  readonly #desk: Desk
  readonly #people: Person[]
  readonly #typed = new Set<string>()
  readonly #falseRescues: string[] = []

  constructor(r: Random, desk: Desk, people: Person[]) {
    this.#r = r
    this.#desk = desk
    this.#people = people
  }

  async play(steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) {
      const person = this.#r.pick(this.#people)
      await this.#act(person)
      this.#desk.now += this.#r.int(this.#r.chance(0.1) ? 10_000 : 300)
    }
    for (const person of this.#people) if (!person.colleague.inContact) await this.#hear([person.colleague.comesBack()])
    for (let quiet = false; !quiet; ) {
      await this.#hear(this.#people.flatMap(({ colleague }) => colleague.says()))
      quiet = this.#people.every(({ colleague }) => colleague.inbox.length === 0)
      for (const { colleague } of this.#people) colleague.hears()
    }
  }

  async #act(person: Person): Promise<void> {
    if (this.#r.chance(0.55)) return this.#edit(person)
    if (this.#r.chance(0.5)) return this.#exchange()
    if (this.#r.chance(0.5)) return person.colleague.hears()
    if (this.#r.chance(0.3)) return this.#contact(person)
  }

  outcome(): Outcome {
    const text = signsOf(this.#desk.page())
    const { found } = this.#desk
    const lost = new Set(found.flatMap((each) => (each.kind === 'lost' ? each.words.split('') : [])))
    const count = (kind: Found['kind']): number => found.filter((each) => each.kind === kind).length
    const xml = this.#people.map(({ colleague }) => JSON.stringify(colleague.doc.getXmlFragment('text').toJSON()))
    return {
      typed: this.#typed.size,
      unnoticed: [...this.#typed].filter((s) => !text.has(s) && !this.#isDeleted(s) && !lost.has(s)),
      falseRescues: this.#falseRescues,
      told: { lost: count('lost'), misplaced: count('misplaced'), doubled: count('doubled') },
      equal:
        xml.every((each) => each === xml[0]) &&
        this.#people.every(({ colleague }) => colleague.page().eq(this.#desk.page())),
    }
  }

  /** What goes off the screen by a person's own hand was deleted by one who had seen it. */
  #edit({ colleague, hand, deleted }: Person): void {
    const before = signsOf(colleague.page())
    if (!this.#r.chance(Math.min(0.06, 0.12 * (1 - hand.calm)))) colleague.edit((tr) => anyConflict(tr, hand))
    else if (this.#r.chance(0.7)) colleague.undo.undo()
    else colleague.undo.redo()
    const after = signsOf(colleague.page())
    for (const sign of after) if (!before.has(sign) && sign !== ' ') this.#typed.add(sign)
    for (const sign of after) deleted.delete(sign)
    for (const sign of before) if (!after.has(sign)) deleted.add(sign)
  }

  #isDeleted(sign: string): boolean {
    return this.#people.some(({ heard }) => heard.has(sign))
  }

  async #exchange(): Promise<void> {
    const said = this.#people.flatMap(({ colleague }) => (this.#r.chance(0.6) ? colleague.says() : []))
    // What one person said stays in order; who is heard first is chance.
    if (this.#r.chance(0.5)) said.sort((a, b) => b.by.doc.clientID - a.by.doc.clientID)
    if (this.#r.chance(0.5)) return this.#hear(said)
    for (const [i, each] of said.entries()) await this.#hear([each], said.slice(i + 1))
  }

  async #contact({ colleague }: Person): Promise<void> {
    if (!colleague.inContact) return this.#hear([colleague.comesBack()])
    // What was said has left; what dies under way with the contact, unheard, only its own browser could tell.
    await this.#hear(colleague.says())
    colleague.losesContact()
  }

  /** `still`: what is under way and will be heard after it. */
  async #hear(said: readonly Said[], still: readonly Said[] = []): Promise<void> {
    if (said.length === 0) return
    for (const { by } of said) {
      if (still.some((each) => each.by === by)) continue
      for (const person of this.#people) {
        if (person.colleague === by) person.heard = new Set(person.deleted)
      }
    }
    const found = await this.#desk.hear(...said)
    if (found.length === 0) return
    const text = signsOf(this.#desk.page())
    for (const each of found) {
      if (each.kind !== 'lost') continue
      for (const sign of each.words)
        if (sign !== ' ' && (text.has(sign) || this.#isDeleted(sign))) this.#falseRescues.push(sign)
    }
  }
}

/** `calm`: how much of what they do is writing. */
export type Weather = { r: Random; calm: number }

export const playRound = async (texts: Texts, textId: string, { r, calm }: Weather): Promise<Outcome> => {
  const signs = new Signs()
  const words = (): Node => paragraph(`${signs.word(6)} ${signs.word(9)} ${signs.word(7)}`, { id: signs.id() })
  const quoted = schema.node('blockquote', {}, [words(), words()])
  const desk = await Desk.open(texts, textId, [words(), words(), quoted, words(), table(signs), words()])
  const people = Array.from({ length: 2 + r.int(2) }, (_, i): Person => {
    const hand = { r, signs, clipboard: [], calm }
    return { colleague: desk.join(`person${i}`, 10 + i), hand, deleted: new Set(), heard: new Set() }
  })
  const round = new Round(r, desk, people)
  try {
    await round.play(20 + r.int(30))
    return round.outcome()
  } finally {
    desk.close()
  }
}
