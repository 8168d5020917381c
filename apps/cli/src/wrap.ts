/** Breaks text into lines of at most so many columns, at spaces; the first line and the later ones may be indented. */
export function wrap(text: string, width: number, later = '', first = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const start = lines.length === 0 ? first : later
    if (line === '') line = start + word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = later + word
    }
  }
  return [...lines, line].join('\n')
}
