/** The example's figure: its file beside this one, read as any image that a person brings. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Image, readImage } from '../images.ts'

/** The co-operation's year, as a wheel of four seasons. */
export const yearWheel = async (): Promise<Image> => readImage(await readFile(join(import.meta.dirname, 'year.svg')))

export const yearWheelAlt =
  'Årshjul för samarbetet. På våren följer nätverken upp målen, på sommaren tas underlag fram, på hösten läggs ' +
  'verksamhetsplan och budget fram för kommunerna, och på vintern fastställer samarbetskommittén planen.'
