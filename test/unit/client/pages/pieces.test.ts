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

test('a page is fetched once, however often it is drawn', async () => {
  const { told, page } = server()
  await page.prefetch()
  expect(page.page()).toBe(page.page())
  expect(await page.page()).toBe(Shown)
  expect(told.asked).toBe(1)
})

test('a page that did not come says so each time it is drawn, until it is asked for anew', async () => {
  const { told, page } = server()
  told.reachable = false
  const drawn = page.page()
  await expect(drawn).rejects.toBeInstanceOf(NotFetched)
  expect(page.page()).toBe(drawn)
  told.reachable = true
  page.forget()
  expect(await page.page()).toBe(Shown)
})

test("that it could not be fetched beforehand is nobody's concern", async () => {
  const { told, page } = server()
  told.reachable = false
  await page.prefetch()
  told.reachable = true
  expect(await page.page()).toBe(Shown)
})
