/** `npm test`: types, lint, form, and every test, the browser's last. Ends with `N passed, N failed`. */
import { chromiumPath, noChromium } from '../.tools/chromium.mjs'
import { counted, nothing, type Counts } from './support/report.ts'
import { build, check, conclude, vitest } from './support/steps.ts'

/** Without a Chromium a person is told and may go on; where nobody reads along, it is a failure. */
function browserTests(): Counts {
  if (chromiumPath() !== null) return vitest('browser', ['--project', 'browser'])
  console.log(`\n— browser: ${noChromium}`)
  return process.env.CI ? counted('browser: no Chromium', false) : { ...nothing, skipped: 1 }
}

conclude([
  () => check('types', 'tsc', ['-p', '.']),
  () => check('lint', 'oxlint', []),
  () => check('form', 'biome', ['format', '.']),
  build,
  () => vitest('unit and integration', ['--project', 'unit', '--project', 'integration']),
  browserTests,
])
