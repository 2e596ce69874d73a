/** The program as a process of its own, to be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Process = {
  origin: string
  /** SIGKILL, as when the power goes or the machine runs out of memory. */
  kill(): Promise<void>
  /** SIGTERM; resolves to the exit code and how long it took, ms. */
  stop(): Promise<{ code: number | null; took: number }>
  exited: Promise<number | null>
}

const main = join(import.meta.dirname, '../../server/main.ts')

/** Resolves when it serves; rejects with what it said when it ends before that. */
export const startProcess = async (port: number, directory: string, env: object = {}): Promise<Process> => {
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), DATA_DIR: directory, CI: 'true', NODE_ENV: '', BASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr?.on('data', (data: Buffer) => said.push(data.toString()))
  const exited = once(child, 'exit').then(([code]) => code as number | null) // node's own signature
  const serving = new Promise<void>((resolve) => {
    if (!child.stdout) return
    createInterface(child.stdout).on('line', (line) => {
      said.push(line)
      if (line.includes('Samskriv is serving')) resolve()
    })
  })
  await Promise.race([
    serving,
    exited.then(() => {
      throw new Error(`it ended before it served:\n${said.join('\n')}`)
    }),
  ])
  return {
    origin: `http://127.0.0.1:${port}`,
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      const began = performance.now()
      child.kill('SIGTERM')
      return { code: await exited, took: performance.now() - began }
    },
  }
}

export const signInTo = async (origin: string, email: string): Promise<string> => {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify({ email, password: 'samskriv-exempel' }),
    headers: { 'content-type': 'application/json' },
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export const exampleTextId = async (origin: string, cookie: string): Promise<string> => {
  const answer = await fetch(`${origin}/api/programmes`, { headers: { cookie } })
  const [programme] = (await answer.json()) as { textId: string }[]
  if (!programme) throw new Error('no programme')
  return programme.textId
}
