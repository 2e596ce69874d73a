/** All texts, each opened when it is first asked for. Costs one open file for each text used since the start. */
import { join } from 'node:path'
import { createText, openText, type Text, type TextPlace } from './text.ts'
import { type AuthorRun, Damaged, StorageFailed, type StoredText, type TextEntry, type Texts } from './store.ts'

/** Also a folder's name: nothing in it means anything to a file system. */
const textIdForm = /^[A-Za-z0-9_-]{1,64}$/

export class TextLogs implements Texts {
  readonly #place: TextPlace
  readonly #texts = new Map<string, Promise<Text | null>>()

  /** `place.directory` exists and holds one folder for each text. */
  constructor(place: TextPlace) {
    this.#place = place
  }

  async load(textId: string): Promise<StoredText | null> {
    const text = await this.#existing(textId)
    return text && reading(textId, () => text.load())
  }

  async append(textId: string, entries: readonly TextEntry[]): Promise<{ sequence: number }> {
    return (await this.open(textId)).append(entries)
  }

  async size(textId: string): Promise<{ bytes: number; afterSnapshot: number }> {
    return (await this.#existing(textId))?.size() ?? { bytes: 0, afterSnapshot: 0 }
  }

  async compact(textId: string): Promise<void> {
    await (await this.#existing(textId))?.compact()
  }

  async authors(textId: string): Promise<AuthorRun[]> {
    const text = await this.#existing(textId)
    return text ? reading(textId, () => text.authors()) : []
  }

  /** The text, made if there is none. What hinders that is a failed write (S7), unless the text is damaged. */
  async open(textId: string): Promise<Text> {
    if (!textIdForm.test(textId)) throw new RangeError(`not the name of a text: ${JSON.stringify(textId)}`)
    this.#place.health.check()
    const before = this.#texts.get(textId) ?? this.#openExisting(textId)
    const opened = before.then((text) => text ?? createText(this.#placeOf(textId)))
    this.#remember(textId, opened)
    try {
      return await opened
    } catch (why) {
      if (why instanceof Damaged || why instanceof StorageFailed) throw why
      throw this.#place.health.fail(`opening the text ${textId}`, why)
    }
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#texts.values())
    await Promise.all(opened.map(async (text) => text.status === 'fulfilled' && text.value?.close()))
  }

  #existing(textId: string): Promise<Text | null> {
    if (!textIdForm.test(textId)) return Promise.resolve(null)
    const known = this.#texts.get(textId)
    if (known) return reading(textId, () => known)
    const opened = this.#openExisting(textId)
    this.#remember(textId, opened)
    return reading(textId, () => opened)
  }

  async #openExisting(textId: string): Promise<Text | null> {
    const { disk, directory } = this.#place
    return (await disk.list(directory)).includes(textId) ? openText(this.#placeOf(textId)) : null
  }

  /** Two openings of one log would write over each other; what came to nothing is tried again next time. */
  #remember(textId: string, opened: Promise<Text | null>): void {
    this.#texts.set(textId, opened)
    const forget = () => {
      if (this.#texts.get(textId) === opened) this.#texts.delete(textId)
    }
    opened.then((text) => text ?? forget(), forget)
  }

  #placeOf(textId: string): TextPlace {
    return { ...this.#place, directory: join(this.#place.directory, textId) }
  }
}

/** A read that fails is told as storage failing, but ends nothing: the next may succeed. */
const reading = async <T>(textId: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (why) {
    if (why instanceof Damaged || why instanceof StorageFailed) throw why
    throw new StorageFailed(`reading the text ${textId}`, why)
  }
}
