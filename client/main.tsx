/** Starts the client: styles, record cache, language, pages. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { records } from './api.ts'
import { App } from './pages/app.tsx'
import { noteLostStyle } from './pages/lost-styles.ts'
import { fetchAhead } from './pages/own-files.ts'
import { SpeakingLanguage } from './ui/language.tsx'
import './ui/theme.css'
import './ui/municipalities.css'
import './ui/page.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Such an event does not bubble; it can be caught on its way down.
addEventListener('error', noteLostStyle, true)

fetchAhead(location.pathname)

createRoot(root).render(
  <QueryClientProvider client={records}>
    <SpeakingLanguage>
      <App />
    </SpeakingLanguage>
  </QueryClientProvider>,
)
