// Widths in units of the font's size, of the widest common sans serif faces: the page takes the reader's own font.
const narrow = new Set("ijlItfr.,:;'|!()[]{}-`/ \u00A0\u202F")
const wide = new Set('mwMW@%—…±×')

/** About how many pixels a line of text takes at most; no font is at hand to measure it. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += advance(character)
  return width * size
}

function advance(character: string): number {
  if (narrow.has(character)) return 0.41
  if (wide.has(character)) return 1
  const code = character.codePointAt(0) ?? 0
  if (/\p{Mark}|\p{Format}/u.test(character)) return 0
  if (code > 0x1_f000 || /\p{Extended_Pictographic}/u.test(character)) return 1.4
  if (code >= 0x1100) return 1.05
  return /\p{Uppercase}/u.test(character) ? 0.77 : 0.64
}
