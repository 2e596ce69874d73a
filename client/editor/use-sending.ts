/** An image on its way to the server: how far it has come, what the server keeps of it, or why it did not get there. */
import { useEffect, useRef, useState } from 'react'
import type { StoredImage } from '../../shared/files.ts'
import { Problem } from '../../shared/problem.ts'

/** Sends an image to the server, which answers with what it keeps. Rejects with a `Problem`. */
export type SendImage = (
  image: File,
  told: { onProgress: (share: number) => void; signal: AbortSignal },
) => Promise<StoredImage>

export type Sending =
  | { state: 'none' }
  | { state: 'sending'; share: number }
  | { state: 'kept'; image: StoredImage }
  | { state: 'failed'; error: Error; image: File }

/** One at a time: another image ends the one before, and so does `forget`. */
export const useSending = (send: SendImage) => {
  const [sending, setSending] = useState<Sending>({ state: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const forget = (): void => {
    running.current?.abort()
    setSending({ state: 'none' })
  }
  const begin = (image: File): void => {
    running.current?.abort()
    const { signal } = (running.current = new AbortController())
    const set = (next: Sending): void => {
      if (!signal.aborted) setSending(next)
    }
    set({ state: 'sending', share: 0 })
    send(image, { signal, onProgress: (share) => set({ state: 'sending', share }) }).then(
      (kept) => set({ state: 'kept', image: kept }),
      (why: unknown) => set({ state: 'failed', error: why instanceof Error ? why : new Problem('internal'), image }),
    )
  }
  return { sending, begin, forget }
}
