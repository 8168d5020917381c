/** A benchmark that is to be run, with the words that are for it. */
export interface Chosen {
  readonly name: string
  readonly words: readonly string[]
}

/**
 * Which benchmarks the words of the command line ask for: names, each followed by words that are its own, as `known` has
 * them. Throws an Error of one line at a word that is neither.
 */
export function chosen(
  words: readonly string[],
  known: Readonly<Record<string, readonly (string | RegExp)[]>>,
): Chosen[] {
  const asked: { readonly name: string; readonly words: string[] }[] = []
  for (const word of words) {
    const last = asked[asked.length - 1]
    if (Object.hasOwn(known, word)) asked.push({ name: word, words: [] })
    else if (last !== undefined && known[last.name]?.some((own) => isOne(word, own)) === true) last.words.push(word)
    else {
      const own = last === undefined ? [] : (known[last.name] ?? [])
      const expected = [...own.map(described), ...Object.keys(known)].join(', ')
      throw new Error(
        `${last === undefined ? 'bench' : last.name}: expected one of ${expected}; got ${JSON.stringify(word)}`,
      )
    }
  }
  return asked
}

function isOne(word: string, own: string | RegExp): boolean {
  return typeof own === 'string' ? word === own : own.test(word)
}

/** A pattern is for numbers. */
function described(own: string | RegExp): string {
  return typeof own === 'string' ? JSON.stringify(own) : 'a number'
}
