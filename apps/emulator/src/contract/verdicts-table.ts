import type { Verdict } from './verdict.ts'

const width = 80

/** The verdicts as a table for people: one assumption a paragraph, at most 80 columns, and the sums. */
export function verdictsTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ assumption, because, outcome }) => {
    const head = `${assumption.id.padEnd(5)} ${outcome.padEnd(10)} `
    const indent = ' '.repeat(head.length)
    return [...wrapped(assumption.states, head, indent), ...wrapped(`(${because})`, indent, indent)].join('\n')
  })
  const count = (outcome: Verdict['outcome']): number => verdicts.filter((one) => one.outcome === outcome).length
  const sums = `${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count('not tried')} not tried`
  return `${rows.join('\n')}\n\n${sums}\n`
}

/** Breaks at spaces; what comes from outside is made printable. */
function wrapped(text: string, first: string, later: string): readonly string[] {
  const lines: string[] = []
  let line = first
  for (const word of words(text, width - later.length)) {
    if (line.length + word.length > width && line.trim() !== '' && line !== first) {
      lines.push(line.trimEnd())
      line = later
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}

/** Cuts what is longer than a line. */
function words(text: string, longest: number): readonly string[] {
  const plain = text.replace(/[\s\p{C}]+/gu, ' ').split(' ')
  return plain.flatMap((word) => word.match(new RegExp(`.{1,${longest}}`, 'gu')) ?? [])
}
