/** `npm run test:knockout`: each guard of `knockout.json` taken away in a copy, and its test seen to fail. */
import { conclude } from './support/steps.ts'
import { knockOuts } from './support/knockouts.ts'

conclude([() => knockOuts(process.argv.slice(2))])
