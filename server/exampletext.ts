/** The example programme, which its first paragraph says it is. Invented; nobody has decided on it. */
import { aims } from './example/aims.ts'
import { business } from './example/business.ts'
import { climate } from './example/climate.ts'
import { closing } from './example/closing.ts'
import { deciding } from './example/deciding.ts'
import { infrastructure } from './example/infrastructure.ts'
import { introduction } from './example/introduction.ts'
import { working } from './example/working.ts'
import type { NewBlock, NewFigure } from './newtext.ts'

/** `wheel`: the picture of the year, in the store of files already. */
export const exampleText = (wheel: NewFigure): readonly NewBlock[] => [
  ...introduction,
  ...aims,
  ...infrastructure,
  ...business,
  ...climate,
  ...working(wheel),
  ...deciding,
  ...closing,
]
