/** Uploaded bytes become images that may be shown to everyone, or are refused by name. */
import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readImage } from '../../../server/images.ts'
import { Problem } from '../../../shared/problem.ts'

/** Red above, blue below. */
const flag = (width: number, height: number) =>
  sharp({ create: { width, height: height / 2, channels: 3, background: '#f00' } }).extend({
    bottom: height / 2,
    background: '#00f',
  })

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    return (await readImage(bytes)).mediaType
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

const colourAt = async (bytes: Uint8Array, x: number, y: number): Promise<string> => {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 3)].map((value) => (value > 200 ? 'F' : value < 60 ? '0' : '?')).join('')
}

const secret = 'Vivi Hemlig'
const exif = {
  IFD0: { Artist: secret, Copyright: secret },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 14/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '17/1 58/1 0/1' },
}

test.for(['jpeg', 'png'] as const)('[R18] the camera’s place and names are gone from a %s', async (format) => {
  const taken = await flag(60, 40)
    .withExif(exif)
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`)
    [format]()
    .toBuffer()
  expect(taken.includes(secret)).toBe(true)
  const image = await readImage(taken)
  const { exif: left, xmp, iptc, icc } = await sharp(image.bytes).metadata()
  expect([left, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
  expect(Buffer.from(image.bytes).includes(secret)).toBe(false)
  expect([image.mediaType, image.width, image.height]).toEqual([`image/${format}`, 60, 40])
})

test('[R18] a photograph taken on its side stands upright, and its size is the upright one’s', async () => {
  const lying = await flag(60, 40).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer()
  const image = await readImage(lying)
  expect([image.width, image.height]).toEqual([40, 60])
  // Orientation 6: what is stored at the top is seen at the right.
  expect([await colourAt(image.bytes, 35, 30), await colourAt(image.bytes, 5, 30)]).toEqual(['F00', '00F'])
  expect((await sharp(image.bytes).metadata()).orientation).toBeUndefined()
})

test('[R18] colours of another space, also of print, come out as sRGB', async () => {
  const [wide, print] = await Promise.all([
    flag(20, 20).withIccProfile('p3').png().toBuffer(),
    flag(20, 20).toColourspace('cmyk').jpeg().toBuffer(),
  ])
  for (const bytes of [wide, print]) {
    const image = await readImage(bytes)
    expect(await sharp(image.bytes).metadata()).toMatchObject({ space: 'srgb', hasProfile: false })
    expect(await colourAt(image.bytes, 10, 2)).toBe('F00')
  }
})

test('[R18] what is transparent stays so, and an image already taken in is taken in again as it is', async () => {
  const glass = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#f008' } })
    .png()
    .toBuffer()
  const once = await readImage(glass)
  expect((await sharp(once.bytes).metadata()).hasAlpha).toBe(true)
  expect(Buffer.from((await readImage(once.bytes)).bytes).equals(once.bytes)).toBe(true)
})

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc(body), body.length + 4)
  return framed
}

const crc = (bytes: Uint8Array): number => {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

/** A grey PNG of that size, packed as tightly as zlib can. */
const tinyPng = (width: number, height: number, rows = height): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0], 8)
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

test('[R18] a bomb of four hundred million pixels in half a megabyte is refused by its size, unpacked by nobody', async () => {
  const bomb = tinyPng(20_000, 20_000, 2000)
  expect(bomb.length).toBeLessThan(500_000)
  const before = process.memoryUsage().rss
  expect(await codeOf(bomb)).toBe('file-too-big')
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  expect(await codeOf(tinyPng(20_001, 2))).toBe('file-too-big')
  expect(await codeOf(tinyPng(4, 20_000))).toBe('image/png')
})

test('[R18] eleven megabytes are too much, whatever they are', async () => {
  expect(await codeOf(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('file-too-big')
  expect(await codeOf(new Uint8Array(10 * 1024 * 1024))).toBe('not-an-image')
})

test('[R18] what is no image, or only begins like one, is refused', async () => {
  const whole = await flag(200, 200).jpeg().toBuffer()
  const png = await flag(200, 200).png().toBuffer()
  const others = await Promise.all([
    flag(9, 10).gif().toBuffer(),
    flag(9, 10).tiff().toBuffer(),
    flag(9, 10).avif().toBuffer(),
  ])
  const damaged = Buffer.from(png).fill(0, 60, 80)
  for (const [what, bytes] of [
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page with a drawing', Buffer.from('<html><body><svg viewBox="0 0 1 1"></svg></body></html>')],
    ['half a photograph', whole.subarray(0, whole.length >> 1)],
    ['a photograph’s first bytes', whole.subarray(0, 3)],
    ['a damaged PNG', damaged],
    ['a script that begins as a PNG', Buffer.concat([png.subarray(0, 8), Buffer.from('<script>')])],
    ['latin-1', Buffer.from('<svg viewBox="0 0 1 1"><text>\xe5</text></svg>', 'latin1')],
    ...others.map((bytes, i) => [`another format, ${i}`, bytes] as const),
  ] as const)
    expect([what, await codeOf(bytes)]).toEqual([what, 'not-an-image'])
})

test('[R18] a drawing is taken in as one, and drawn by who reads SVG', async () => {
  const source =
    '\uFEFF<?xml version="1.0"?>\n<!-- ritad -->\n<svg viewBox="0 0 40 20"><rect width="40" height="20" fill="#00f"/></svg>'
  const image = await readImage(Buffer.from(source))
  expect([image.mediaType, image.width, image.height]).toEqual(['image/svg+xml', 1200, 600])
  expect(await colourAt(image.bytes, 600, 300)).toBe('00F')
  const again = await readImage(image.bytes)
  expect(Buffer.from(again.bytes).equals(Buffer.from(image.bytes))).toBe(true)
})

test('[R18] the example’s own figure passes, and loses nothing', async () => {
  const asset = await readFile(new URL('../../../server/example/year.svg', import.meta.url))
  const image = await readImage(asset)
  const words = (bytes: Uint8Array) =>
    [
      ...Buffer.from(bytes)
        .toString()
        .matchAll(/>([^<>{}]*\p{L}[^<>{}]*)</gu),
    ].map(([, word]) => word)
  expect(words(image.bytes)).toEqual(words(asset))
  expect(words(asset).join(' ')).toMatch(/Vår.*Sommar.*Höst.*Vinter/)
})
