/** The page of a programme's text: the text in its frame, or why it cannot be shown. */
import { useQuery } from '@tanstack/react-query'
import { Problem } from '../../shared/problem.ts'
import { type Me, programme as programmeQuery } from '../api.ts'
import { Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { DraftFrame } from './draft-frame.tsx'
import { NotFound } from './not-found.tsx'
import { Page, PageHeading } from './page.tsx'

export function Draft({ me, programmeId }: { me: Me; programmeId: string }) {
  const say = useMessages()
  const { data, error, refetch } = useQuery(programmeQuery(programmeId))
  if (!data && error instanceof Problem && error.code === 'not-found') return <NotFound me={me} />
  return (
    <Page me={me} wide={data !== undefined}>
      {data && <DraftFrame key={`${me.member.id} ${data.textId}`} me={me} programme={data} />}
      {!data && error && (
        <>
          <PageHeading title={say.draft.page} />
          <Failed error={error} retry={() => void refetch()} />
        </>
      )}
      {!data && !error && <p role="status">{say.loading}</p>}
    </Page>
  )
}
