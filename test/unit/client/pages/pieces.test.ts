import { expect, test } from 'vitest'
import { NotFetched, piece } from '../../../../client/pages/pieces.ts'

const Shown = () => null

/** A server that can be out of reach, and how often it was asked. */
const server = () => {
  const told = { reachable: true, asked: 0 }
  const load = async () => {
    told.asked += 1
    if (!told.reachable) throw new TypeError('Failed to fetch')
    return Shown
  }
  return { told, page: piece(load) }
}

/** Somebody draws the page until it is here or has failed. */
const drawn = (page: ReturnType<typeof server>['page']) =>
  new Promise<ReturnType<typeof page.now>>((resolve) => {
    const stop = page.subscribe(() => look())
    const look = (): void => {
      if (page.now().state === 'coming') return
      stop()
      resolve(page.now())
    }
    look()
  })

test('a page is fetched once, however often it is drawn', async () => {
  const { told, page } = server()
  await page.prefetch()
  expect(page.now()).toEqual({ state: 'here', part: Shown })
  expect(await drawn(page)).toBe(page.now())
  expect(told.asked).toBe(1)
})

test('a page that nobody fetched before is fetched when it is drawn', async () => {
  const { page } = server()
  expect(page.now()).toEqual({ state: 'coming' })
  expect(await drawn(page)).toEqual({ state: 'here', part: Shown })
})

test('a page that did not come says so each time it is drawn, until it is asked for anew', async () => {
  const { told, page } = server()
  told.reachable = false
  expect(await drawn(page)).toEqual({ state: 'failed', error: expect.any(NotFetched) })
  expect(await drawn(page)).toBe(page.now())
  told.reachable = true
  page.forget()
  expect(await drawn(page)).toEqual({ state: 'here', part: Shown })
  expect(told.asked).toBe(2)
})

test('a page that is here stays: there is nothing to forget', async () => {
  const { page } = server()
  await page.prefetch()
  page.forget()
  expect(page.now()).toEqual({ state: 'here', part: Shown })
})

test("that it could not be fetched beforehand is nobody's concern", async () => {
  const { told, page } = server()
  told.reachable = false
  await page.prefetch()
  told.reachable = true
  expect(await drawn(page)).toEqual({ state: 'here', part: Shown })
})
