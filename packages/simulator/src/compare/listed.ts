/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last: string = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
