/** What decides the digits of a comparison. */
export interface Asked {
  readonly strategies: readonly string[]
  readonly policies: readonly string[]
  readonly baseline: string
  readonly replications?: number
  readonly precision?: number
  readonly budget?: number
  readonly seed: number
}

/** The command that makes the same comparison again, by how many replications were made. */
export function howToReproduce(path: string, asked: Asked, made: number): string {
  const { baseline, policies, precision, replications, seed, strategies } = asked
  // What a budget or an interrupt cut off is made again by its number alone.
  const toTheEnd = precision !== undefined && asked.budget === undefined && made !== replications
  const long = toTheEnd
    ? ['--precision', `${Number((100 * precision).toPrecision(12))}%`]
    : ['--replications', `${made}`]
  const most = toTheEnd && replications !== undefined ? ['--replications', `${replications}`] : []
  return [
    'pointsman',
    'compare',
    path,
    '--strategies',
    strategies.join(','),
    '--baseline',
    baseline,
    ...policies.flatMap((file) => ['--policies', file]),
    ...long,
    ...most,
    '--seed',
    `${seed}`,
  ]
    .map(quoted)
    .join(' ')
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:,@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
