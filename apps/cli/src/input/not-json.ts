/** Why some text is no JSON, in words: the line and the column where that shows, and what stands there. */
export function notJson(text: string, error: unknown): string {
  if (text.trim() === '') return 'expected JSON, got nothing'
  const position = Number(/ at position (\d+)/.exec((error as Error).message)?.[1] ?? text.length)
  const before = text.slice(0, position).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1) as string).length + 1}`
  const [found] = text.slice(position)
  return `expected JSON, got ${found === undefined ? 'its end' : JSON.stringify(found)} at ${place}`
}
