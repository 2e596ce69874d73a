/**
 * Two people in one text, Tyresö and Haninge, whose deeds the server takes in one after the other while neither has
 * seen the other's: the texts' disk is held until both are with it.
 */
import type { Browser } from 'playwright-core'
import { type Running, startRunning } from './running.ts'
import { textDisk } from './textdisk.ts'
import { arrive, type Visitor } from './visitor.ts'

export type Deed = () => Promise<void>

/** Whose deed reaches the server first. */
export type Order = 'Tyresö first' | 'Haninge first'
export const orders: readonly Order[] = ['Tyresö first', 'Haninge first']

export type Collision = {
  program: Running
  tyreso: Visitor
  haninge: Visitor
  /** A text of these paragraphs, on both screens and on disk. */
  written(paragraphs: readonly string[]): Promise<void>
  /** Both with the caret after these words. */
  bothAt(words: string): Promise<void>
  atOnce(order: Order, tyresos: Deed, haninges: Deed): Promise<void>
  bothRead(blocks: readonly string[]): Promise<void>
  end(): Promise<void>
}

export const openCollision = async (browser: Browser): Promise<Collision> => {
  const disk = textDisk()
  const program = await startRunning({ disk: disk.disk })
  const come = (who: string): Promise<Visitor> => arrive(browser, { origin: program.origin, who })
  const [tyreso, haninge] = await Promise.all([come('Ordförande, Tyresö'), come('Kommundirektör, Haninge')])
  const both = [tyreso, haninge]
  return {
    program,
    tyreso,
    haninge,
    written: async (paragraphs) => {
      await tyreso.empty()
      for (const [i, paragraph] of paragraphs.entries()) {
        if (i > 0) await tyreso.press('Enter')
        await tyreso.page.keyboard.type(paragraph)
      }
      await haninge.reads(paragraphs)
      await tyreso.saving('Sparat')
    },
    bothAt: async (words) => {
      for (const person of both) await person.goTo(words)
    },
    atOnce: async (order, tyresos, haninges) => {
      const pair: [Visitor, Deed][] = [
        [tyreso, tyresos],
        [haninge, haninges],
      ]
      disk.hold()
      for (const [person, does] of order === 'Tyresö first' ? pair : pair.toReversed()) {
        await does()
        await person.saving('Sparar…')
      }
      disk.release()
    },
    bothRead: async (blocks) => {
      for (const person of both) await person.reads(blocks)
    },
    end: async () => {
      disk.release()
      await program.stop()
      await Promise.all(both.map(({ leave }) => leave()))
    },
  }
}
