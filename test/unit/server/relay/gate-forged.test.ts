import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { onlyNew } from '../../../../server/relay/gate.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { ask } from '../../../support/ask.ts'
import { schema } from '../../../support/honest.ts'
import {
  attackedText,
  deletedRun,
  deletes,
  element,
  format,
  fromClock,
  gc,
  type Id,
  type Part,
  type Place,
  string,
  update,
  values,
  xmlText,
} from '../../../support/hostile.ts'
import { newSeed, random, type Random } from '../../../support/random.ts'

const clients = [1, 2, 7, 8]

/** Somebody who knows the format and the text, and lies about where things stand: ids mostly of what there is. */
const forger = (doc: Y.Doc, r: Random) => {
  const id = (): Id => {
    const client = r.pick(clients)
    return [client, r.int(Y.getState(doc.store, client) + (r.chance(0.2) ? 3 : 0) || 1)]
  }
  const sub = () => (r.chance(0.4) ? { sub: r.pick(['level', 'id', 'list', 'goalId', 'role', 'x']) } : {})
  const place = (): Place => {
    const kind = r.int(10)
    if (kind < 4) return { left: id() }
    if (kind < 6) return { left: id(), right: id() }
    if (kind < 7) return { right: id() }
    return kind < 8 ? { root: textRoot, ...sub() } : { parent: id(), ...sub() }
  }
  const value = () => r.pick<unknown>([0, 1, 4, 'none', 'bullet', 'goal', 'INF-1', null, true])
  const makes: readonly (() => Part)[] = [
    () => string(r.pick(['a', 'åäö', '🌲', 'ord och ord']), place()),
    () => string('x', place()),
    () => element(r.pick(['paragraph', 'paragraph', 'blockquote', 'hardBreak']), place()),
    () => xmlText(place()),
    () => format(r.pick(['bold', 'italic', 'link']), r.pick([{}, null, { href: '#a' }]), place()),
    () => values(place(), value()),
    () => values(place(), value(), value()),
    () => deletedRun(1 + r.int(4), place()),
    () => gc(1 + r.int(3)),
  ]
  const block = (client: number) => {
    const clock = Y.getState(doc.store, client)
    const from = r.chance(0.3) ? Math.max(0, clock - r.int(4)) : clock
    return fromClock(client, from, ...Array.from({ length: 1 + r.int(3) }, () => r.pick(makes)()))
  }
  const cut = () => {
    const [client, clock] = id()
    return deletes(client, [clock, 1 + r.int(3)])
  }
  return (): Uint8Array => {
    const [one, other] = r.chance(0.5) ? [7, 8] : [8, 7]
    return update(block(one), ...(r.chance(0.3) ? [block(other)] : []), ...(r.chance(0.15) ? [cut()] : []))
  }
}

const rounds = process.env.LONG ? 200_000 : 4_000

test(`[P6] of ${rounds} forged updates, what passes applies, leaves nothing pending and opens in an editor`, () => {
  const r = random(newSeed('forged updates'))
  let doc = attackedText()
  let forge = forger(doc, r)
  const seen: Record<string, number> = {}
  for (let i = 0; i < rounds; i++) {
    if (i % 200 === 199) {
      doc = attackedText()
      forge = forger(doc, r)
    }
    const given = forge()
    const answer = ask(given, doc)
    const name = typeof answer === 'string' ? answer : answer.kind
    seen[name] = (seen[name] ?? 0) + 1
    if (typeof answer === 'string' || answer.kind === 'gap') continue
    Y.applyUpdate(doc, answer.overlaps ? onlyNew(given, doc) : given)
    expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull()
    const written = Y.snapshot(doc)
    initProseMirrorDoc(doc.getXmlFragment(textRoot), schema)
    expect(Y.equalSnapshots(Y.snapshot(doc), written), 'the editor deleted something').toBe(true)
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`)
  expect(seen.pass).toBeGreaterThan(rounds / 50)
})
