/** The worker's side of trial.ts: a replica of the text, the update judged and applied to it, and the CPU that took. */
import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { isProblemCode } from '../../shared/problem.ts'
import { textRoot } from '../../shared/protocol.ts'
import { judge, onlyNew } from './gate.ts'
import type { FromWorker, Outcome, Task } from './trial.ts'

/** ms of CPU this thread has used: what others do on the machine is not in it. */
const cpu = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const replicaOf = (state: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  doc.getXmlFragment(textRoot)
  Y.applyUpdate(doc, state)
  return doc
}

/** What anything thrown says: a Problem's own code, and for Yjs's errors that the update cannot be applied. */
const refusal = (error: unknown): Outcome => {
  const { code, message } = error instanceof Error ? (error as Error & { code?: unknown }) : { code: '', message: '' }
  if (typeof code === 'string' && isProblemCode(code)) return { kind: 'refused', code, detail: message }
  return { kind: 'refused', code: 'malformed-update', detail: `cannot be applied: ${message}` }
}

const attempt = (doc: Y.Doc, { update, kind }: Task): Outcome => {
  try {
    const verdict = judge(update, doc, kind)
    if (verdict.kind === 'gap') return { kind: 'judged', verdict }
    Y.applyUpdate(doc, verdict.overlaps ? onlyNew(update, doc) : update)
    return { kind: 'judged', verdict }
  } catch (error) {
    return refusal(error) // guard: applying-throws
  }
}

/** Code that has never run is several times slower; the first honest update shall not pay for that. */
const warmUp = () => {
  const source = new Y.Doc()
  const text = source.getXmlFragment(textRoot)
  for (let i = 0; i < 100; i++) {
    const words = new Y.XmlText('Värmning')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [words])
    text.insert(i % 7 === 0 ? 0 : text.length, [paragraph])
    words.insert(3, 'å')
    words.format(1, 4, { bold: {} })
  }
  const update = Y.encodeStateAsUpdate(source)
  for (let i = 0; i < 10; i++) attempt(replicaOf(new Uint8Array([0, 0])), { state: update, update, kind: 'step2' })
}

const port = parentPort
if (port === null) throw new Error('trial-worker runs as a worker only')
const tell = (message: FromWorker) => port.postMessage(message)

warmUp()
port.on('message', (task: Task) => {
  const doc = replicaOf(task.state)
  const before = cpu()
  tell({ type: 'loaded', cpu: before })
  const outcome = attempt(doc, task)
  tell({ type: 'done', outcome, cpu: cpu() - before })
  doc.destroy()
})
