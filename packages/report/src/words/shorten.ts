import { textWidth } from './text-width.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text, or as much of its beginning and end as fits into `room` pixels with an ellipsis between. */
export function shorten(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text
  const letters = [...segmenter.segment(text)].map(({ segment }) => segment)
  for (let kept = letters.length - 1; kept > 1; kept -= 1) {
    const head = Math.ceil(kept * 0.6)
    const short = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`
    if (textWidth(short, size) <= room) return short
  }
  return '…'
}
