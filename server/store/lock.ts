/**
 * One writer for one data folder (S13): a file that says which process writes, made by `link`, which is all or nothing.
 * A process number comes back, so its start time and the machine's boot are compared as well. Unsure: two containers
 * that share a folder but not their process numbers do not see each other.
 */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Holder = { pid: number; started: string; boot: string }

/** What the kernel says of a process; empty where there is no /proc. */
const told = async (path: string): Promise<string> => {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (why) {
    if (isMissing(why)) return ''
    throw why
  }
}

/** A process can end between its file's opening and reading: then reading says ESRCH. */
const isMissing = (why: unknown): boolean =>
  why instanceof Error && 'code' in why && (why.code === 'ENOENT' || why.code === 'ESRCH')

/** The 22nd field; the second is the program's name in brackets and may hold spaces. */
const startOf = async (pid: number): Promise<string> =>
  (await told(`/proc/${pid}/stat`)).split(') ').at(-1)?.split(' ')[19] ?? ''

const self = async (): Promise<Holder> => ({
  pid: process.pid,
  started: await startOf(process.pid),
  boot: await told('/proc/sys/kernel/random/boot_id'),
})

const isAlive = async ({ pid, started, boot }: Holder): Promise<boolean> => {
  try {
    process.kill(pid, 0)
  } catch (why) {
    // EPERM: it lives, under another user.
    if (why instanceof Error && 'code' in why && why.code === 'ESRCH') return false
  }
  return (await startOf(pid)) === started && (await told('/proc/sys/kernel/random/boot_id')) === boot
}

const holderOf = async (path: string): Promise<Holder | null> => {
  const text = await told(path)
  try {
    return text === '' ? null : (JSON.parse(text) as Holder) // written by `lock` alone
  } catch (why) {
    // The machine stopped before the lock's bytes were on disk: whoever held it is gone.
    if (why instanceof SyntaxError) return null
    throw why
  }
}

/** Takes the folder, or throws and says who has it. Returns how to give it back. */
export const lock = async (directory: string): Promise<() => Promise<void>> => {
  const path = join(directory, 'lock')
  const mine = `${path}.${process.pid}`
  const me = await self()
  await writeFile(mine, JSON.stringify(me), { mode: 0o600 })
  try {
    if (!(await take(mine, path))) {
      const holder = await holderOf(path)
      if (holder && (await isAlive(holder))) throw heldBy(directory, holder) // guard: one-writer
      // Of several that find a dead holder, one moves its file away and one makes the new one.
      await rename(path, `${mine}.stale`).catch(unlessMissing)
      if (!(await take(mine, path))) throw heldBy(directory, await holderOf(path))
    }
    const holder = await holderOf(path)
    if (holder?.pid !== me.pid || holder.started !== me.started) throw heldBy(directory, holder)
  } finally {
    await rm(mine, { force: true })
    await rm(`${mine}.stale`, { force: true })
  }
  return () => rm(path, { force: true })
}

const take = async (mine: string, path: string): Promise<boolean> => {
  try {
    await link(mine, path)
    return true
  } catch (why) {
    if (why instanceof Error && 'code' in why && why.code === 'EEXIST') return false
    throw why
  }
}

const unlessMissing = (why: unknown): void => {
  if (!isMissing(why)) throw why
}

const heldBy = (directory: string, holder: Holder | null): Error =>
  new Error(`${directory} is in use by process ${holder?.pid ?? 'unknown'}: only one may write to it`)
