/** Opens the program's page on the computer of the person who started it, where there is a desktop to open it on. */
import { spawn } from 'node:child_process'

type Machine = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv }

/** The command that shows an address, or null where nobody would see it: CI, a server, a session over ssh. */
export function opener(url: string, { platform, env }: Machine): [command: string, ...args: string[]] | null {
  if (env.CI || env.SSH_CONNECTION) return null
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url]
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : null
}

/** Never fails and never holds the process: who sees no window has the address in the terminal. */
export function openOnDesktop(url: string, machine: Machine): void {
  const found = opener(url, machine)
  if (found === null) return
  const [command, ...args] = found
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {
    // A desktop without xdg-open: the address stands in the terminal, and that is enough.
  })
  child.unref()
}
