/**
 * Which language the program speaks with this person: Swedish until they choose otherwise; remembered on the computer.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Language, languages } from '../../shared/messages/language.ts'
import { messages } from '../../shared/messages/messages.ts'
import { uiEn } from '../../shared/messages/ui.en.ts'
import { type UiMessages, uiSv } from '../../shared/messages/ui.sv.ts'

const ui: Record<Language, UiMessages> = { sv: uiSv, en: uiEn }
const storageKey = 'samskriv-language'

type Spoken = UiMessages & ReturnType<typeof messages>
type Choice = { language: Language; choose: (language: Language) => void; say: Spoken }

const Chosen = createContext<Choice | null>(null)

const useChoice = (): Choice => {
  const choice = useContext(Chosen)
  if (!choice) throw new Error('no language: the page stands outside SpeakingLanguage')
  return choice
}

/** All messages in the person's language: `const say = useMessages()`. */
export const useMessages = (): Spoken => useChoice().say

const remembered = (): Language => languages.find((known) => known === localStorage.getItem(storageKey)) ?? 'sv'

/** Gives what stands in it the person's language, and tells the browser which it is. */
export function SpeakingLanguage({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(remembered)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choice = useMemo(
    (): Choice => ({
      language,
      say: { ...messages(language), ...ui[language] },
      choose: (chosen) => {
        localStorage.setItem(storageKey, chosen)
        setLanguage(chosen)
      },
    }),
    [language],
  )
  return <Chosen value={choice}>{children}</Chosen>
}

/** The switch. Each language is named in itself. */
export function LanguageSwitch() {
  const { language, choose, say } = useChoice()
  return (
    <div className="languages" role="group" aria-label={say.language.label}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          className="plain-button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => choose(each)}
        >
          {say.language[each]}
        </button>
      ))}
    </div>
  )
}
