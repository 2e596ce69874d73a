import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** `npm run test:long` sets LONG: the same tests with many more rounds. */
const long = Boolean(process.env.LONG)

const hour = 3_600_000

/** Two cores and real files, sockets and processes: generous, so that a limit means stuck and never slow. */
const limits = (testTimeout: number) => ({
  testTimeout: long ? 4 * hour : testTimeout,
  hookTimeout: 60_000,
  teardownTimeout: 10_000,
})

const project = (name: string, testTimeout: number, alone: boolean) => ({
  root: '.',
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    fileParallelism: !alone,
    // What is waited for comes; the default of one second is a guess about the machine.
    expect: { poll: { timeout: 20_000 } },
    ...limits(testTimeout),
  },
})

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    manifest: true,
    // What the first page needs stays one file, which is smaller and there sooner: what others need of it, else, would
    // be cut out of it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', test: /\bindex\.html$/ }] } } },
  },
  test: {
    root: '.',
    projects: [
      project('unit', 20_000, false),
      project('integration', 60_000, false),
      // One browser at a time: what a person sees is timed by nobody else's work.
      project('browser', 120_000, true),
    ],
  },
})
