/** Folders of a test's own, gone when it is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder that lives as long as the test that asks for it. */
export const tempdir = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}
