import stringWidth from 'string-width'
import { printable } from './printable.ts'

/**
 * Breaks text into lines of at most so many columns, at spaces; the first line and the later ones may be indented. Wide
 * characters count as the two columns that they take.
 */
export function wrap(text: string, width: number, later = '', first = ''): string {
  const lines: string[] = []
  let [line, taken] = ['', 0]
  const begin = (word: string, start: string): void => {
    line = start + word
    taken = stringWidth(line)
  }
  for (const word of printable(text).split(' ')) {
    const columns = stringWidth(word)
    if (line === '') begin(word, lines.length === 0 ? first : later)
    else if (taken + 1 + columns <= width) {
      line += ` ${word}`
      taken += 1 + columns
    } else {
      lines.push(line)
      begin(word, later)
    }
  }
  return [...lines, line].join('\n')
}
