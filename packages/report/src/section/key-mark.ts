import { drawMark, type Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'

/** A strategy's mark before its name; the name says it, so the mark is hidden from readers aloud. */
export function keyMark(mark: Mark): Markup {
  return markup`<svg class="key" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${drawMark(mark, 7, 7, 44)}</svg>`
}
