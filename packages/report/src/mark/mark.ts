import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape'
import { markup, type Markup } from '../markup/markup.ts'

/** How a strategy looks on every figure of the page: a shape, a dash and a colour, so that none is needed alone. */
export interface Mark {
  /** Class that sets `--ink`, the colour in the scheme at hand. */
  readonly ink: string
  /** Index into the shapes. */
  readonly shape: number
  /** Seconds and later ones of a shape are hollow. */
  readonly hollow: boolean
  /** Of SVG's stroke-dasharray; empty: unbroken. */
  readonly dash: string
}

const shapes = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar, symbolWye]
const dashes = ['', '7 3', '2 3', '9 3 2 3']
const inks = 7

/** The mark of the strategy in this place; the baseline is the dark neutral one. */
export function markOf(place: number, isBaseline: boolean): Mark {
  if (isBaseline) return { ink: 'ink-0', shape: 0, hollow: false, dash: '' }
  return {
    ink: `ink-${(place % inks) + 1}`,
    shape: (place + 1) % shapes.length,
    hollow: Math.floor((place + 1) / shapes.length) % 2 === 1,
    dash: dashes[(place + 1) % dashes.length] ?? '',
  }
}

/** The shape around a point, of about `size` square pixels. */
export function drawMark(mark: Mark, x: number, y: number, size = 50): Markup {
  const shape = shapes[mark.shape] ?? symbolCircle
  const path = symbol(shape, size)() ?? ''
  const look = mark.hollow ? 'mark hollow' : 'mark'
  return markup`<path class="${look} ${mark.ink}" transform="translate(${near(x)},${near(y)})" d="${trim(path)}"/>`
}

/** A tenth of a pixel is enough. */
export function near(value: number): number {
  return Math.round(value * 10) / 10
}

/** Drops the digits of a path beyond a hundredth. */
function trim(path: string): string {
  return path.replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100))
}
