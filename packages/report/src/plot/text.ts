import { near } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'

/** Where a line of text begins, is centred or ends. */
export type Anchor = 'start' | 'middle' | 'end'

/** A line of text on a drawing. */
export function text(x: number, y: number, words: string, look = '', anchor: Anchor = 'start'): Markup {
  const place = markup`x="${near(x)}" y="${near(y)}"`
  return markup`<text ${place}${anchor !== 'start' && markup` text-anchor="${anchor}"`}${look !== '' && markup` class="${look}"`}>${words}</text>`
}

/** A straight line on a drawing. */
export function rule(x1: number, y1: number, x2: number, y2: number, look: string): Markup {
  return markup`<path class="${look}" d="M${near(x1)},${near(y1)}L${near(x2)},${near(y2)}"/>`
}
