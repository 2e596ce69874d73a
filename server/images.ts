/**
 * From uploaded bytes to an image that may be shown to everyone. An image is what can be decoded; what is kept is made
 * anew from its pixels or shapes, so that nothing hidden in a file (places, names, scripts) comes along (R18).
 */
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { fileAtMost, type ImageType, pixelsAtMost } from '../shared/files.ts'
import { Problem } from '../shared/problem.ts'
import type { Answer } from './svg-worker.ts'
import type { Drawing } from './svg.ts'

export type Image = { bytes: Uint8Array; mediaType: ImageType; width: number; height: number }

/** As the text's form has it. */
const edgeAtMost = 20_000

/** Above this no one sees a difference on paper; at 100 a photograph is three times as big. */
const jpegQuality = 90

/** A drawing of ten megabytes takes two seconds on a slow machine; what takes longer was made to, ms. */
const drawingDeadline = 20_000

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)

/** Told by the first bytes, before any reader of images has a look: there are dozens of formats, most of them old. */
const kindOf = (bytes: Uint8Array): 'png' | 'jpeg' | 'svg' | null => {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  const beginning = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart()
  return beginning.startsWith('<') && (bytes.length > 4096 || beginning.includes('<svg')) ? 'svg' : null
}

/** Throws `file-too-big` or `not-an-image`. At most one at a time in a process: unpacked, an image needs 200 MB. */
export const readImage = async (bytes: Uint8Array): Promise<Image> => {
  if (bytes.length > fileAtMost) throw new Problem('file-too-big') // guard: image-bytes
  const kind = kindOf(bytes)
  switch (kind) {
    case 'png':
    case 'jpeg':
      return readPixels(bytes, kind)
    case 'svg':
      return readDrawing(bytes)
    case null:
      throw new Problem('not-an-image', 'neither PNG, JPEG nor SVG') // guard: image-kind
  }
}

const notAnImage = (why: unknown): never => {
  throw why instanceof Problem ? why : new Problem('not-an-image', String(why))
}

/** The first picture of an animation, turned as the camera said, in sRGB, without a word about where and by whom. */
const readPixels = async (bytes: Uint8Array, kind: 'png' | 'jpeg'): Promise<Image> => {
  const source = sharp(bytes, { failOn: 'error', limitInputPixels: pixelsAtMost })
  const {
    format,
    width: wide,
    height: high,
  } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(notAnImage)
  if (format !== kind) throw new Problem('not-an-image', `begins as ${kind}, is ${format}`)
  // guard: image-pixels
  if (wide * high > pixelsAtMost || Math.max(wide, high) > edgeAtMost) throw new Problem('file-too-big', 'pixels')
  const upright = source.autoOrient().toColourspace('srgb')
  const written = kind === 'png' ? upright.png({ compressionLevel: 9 }) : upright.jpeg({ quality: jpegQuality })
  const { data, info } = await written.toBuffer({ resolveWithObject: true }).catch(notAnImage)
  return { bytes: data, mediaType: `image/${kind}`, width: info.width, height: info.height }
}

const readDrawing = async (bytes: Uint8Array): Promise<Image> => {
  const source = decoded(bytes)
  const { svg, width, height } = await makeHarmless(source)
  const made = Buffer.from(svg)
  // What a reader of XML refuses, a browser would show as a page of errors.
  const { format } = await sharp(made, { limitInputPixels: false }).metadata().catch(notAnImage)
  if (format !== 'svg') throw new Problem('not-an-image', `a drawing that reads as ${format}`)
  return { bytes: made, mediaType: 'image/svg+xml', width, height }
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (why) {
    return notAnImage(why)
  }
}

const makeHarmless = (source: string): Promise<Drawing> =>
  new Promise((resolve, reject) => {
    const refuse = (why: string) => reject(new Problem('not-an-image', why))
    const worker = new Worker(new URL('./svg-worker.ts', import.meta.url), {
      workerData: source,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const timer = setTimeout(() => void worker.terminate(), drawingDeadline)
    worker.once('message', (answer: Answer) => ('drawing' in answer ? resolve(answer.drawing) : refuse(answer.refused)))
    worker.once('error', (error) => refuse(String(error)))
    worker.once('exit', () => {
      clearTimeout(timer)
      refuse('it took too long')
    })
  })
