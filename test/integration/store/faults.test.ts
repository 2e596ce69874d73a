/** A disk that fails at one call, whichever, and looks well again afterwards: nothing acknowledged may be lost. */
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { type ErrorCode, failingAt } from '../../support/disk.ts'
import { type Acknowledged, live, wrongWith } from '../../support/life.ts'
import { newSeed, random } from '../../support/random.ts'
import { tempdir } from '../../support/tempdir.ts'

const long = Boolean(process.env.LONG)
const calls = long ? 200 : 40
const steps = long ? 40 : 7
const codes: readonly ErrorCode[] = ['ENOSPC', 'EIO', 'EROFS', 'EMFILE']

test.for(codes)(
  '[S1, S7] %s at the nth call, for every n: nothing acknowledged is lost, nothing is half',
  async (code) => {
    const seed = newSeed(`faults ${code}`)
    let reached = 0
    for (let n = 1; n <= calls; n++) {
      const directory = await tempdir()
      const acknowledged: Acknowledged[] = []
      const { disk, failed } = failingAt(n, code)
      // A store that does not even open has acknowledged nothing, and says why.
      const store = await openEmbedded({ directory, disk }).catch((why: unknown) => {
        if (!String(why).includes(code)) throw why
      })
      const note = (what: Acknowledged) => void acknowledged.push(what)
      if (store) {
        await live(store, { random: random(seed + n), name: 'life', steps, acknowledged: note })
        await store.close()
      }
      if (failed() !== null) reached++
      const again = await openEmbedded({ directory })
      expect([n, failed(), await wrongWith(again, acknowledged)]).toEqual([n, failed(), []])
      await again.close()
    }
    expect(reached).toBe(calls)
  },
)
