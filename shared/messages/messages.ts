/** Texts by language. The interface's own stand in `ui.sv.ts` and `ui.en.ts`, which only the client needs. */
import type { ProblemCode } from '../problem.ts'
import { en } from './en.ts'
import type { Language } from './language.ts'
import { problemsEn } from './problems.en.ts'
import { type ProblemText, problemsSv } from './problems.sv.ts'
import { type Messages, sv } from './sv.ts'

const byLanguage: Record<Language, Messages & { problems: Record<ProblemCode, ProblemText> }> = {
  sv: { ...sv, problems: problemsSv },
  en: { ...en, problems: problemsEn },
}

export const messages = (language: Language) => byLanguage[language]
