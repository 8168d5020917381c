import { sentence, tell, type AgentId, type Explanation } from '@pointsman/core'
import { count } from '../terminal/figures.ts'
import { nameWith, type Names } from '../reask/name-with.ts'
import type { Page } from '../terminal/page.ts'
import { printable } from '../terminal/printable.ts'
import { table } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** How many rows of a table are shown to people; JSON has them all. */
const rows = 20

/** A decision for people: who, by id and name, and in a sentence or two why. */
export function decisionInWords(explanation: Explanation, names: Names, { width, paint }: Page): string {
  const { decision } = explanation
  const who = decision.kind === 'assign' ? decision.agent : 'nobody'
  const called = names.get(who)
  const alias = called?.alias === undefined ? '' : ` (${called.alias})`
  const first = `${paint('bold', printable(who))}${called === undefined ? '' : `  ${called.name}${alias}`}`
  return `${[first, ...tell(explanation, nameWith(names)).map((said) => wrap(said, width))].join('\n')}\n`
}

/** The ranking, and who was turned away by which rule and why, as tables. */
export function rankingInWords(
  { keys, ranking, turnedAway }: Explanation,
  names: Names,
  { width, paint }: Page,
): string {
  const idWidth = 14
  const parts: string[] = []
  // Where nobody's name is known there is no column for names.
  const named = names.size > 0
  const nameOf = (agent: AgentId): readonly string[] => (named ? [names.get(agent)?.name ?? ''] : [])
  if (ranking.length > 0) {
    const columns = [
      { heading: '#', figures: true },
      { heading: 'agent', width: idWidth },
      ...(named ? [{ heading: 'name', width: 16 }] : []),
      ...keys.map(({ name, wants }) => ({ heading: `${broken(printable(name))}\n(${wants})`, figures: true })),
    ]
    const listed = ranking
      .slice(0, rows)
      .map(({ agent, keys: values }, i) => [
        String(i + 1),
        agent,
        ...nameOf(agent),
        ...values.map((value) => String(Number(value.toFixed(3)))),
      ])
    parts.push(`${paint('bold', 'could have the chat, best first')}\n${table(columns, listed)}${more(ranking.length)}`)
  }
  if (turnedAway.length > 0) {
    const ruleWidth = Math.max(4, ...turnedAway.slice(0, rows).map(({ rule }) => rule.length))
    const columns = [
      { heading: 'agent', width: idWidth },
      ...(named ? [{ heading: 'name', width: 16 }] : []),
      { heading: 'rule' },
      { heading: 'because they', width: Math.max(20, width - idWidth - (named ? 18 : 0) - ruleWidth - 4), wraps: true },
    ]
    const listed = turnedAway
      .slice(0, rows)
      .map(({ agent, rule, because }) => [agent, ...nameOf(agent), rule, sentence(because)])
    parts.push(`${paint('bold', 'turned away')}\n${table(columns, listed)}${more(turnedAway.length)}`)
  }
  return parts.map((part) => `\n${part}`).join('')
}

/** A heading over several lines, so that a column is no wider than its figures need. */
function broken(name: string): string {
  return name.replaceAll(/-(?=\w{3})/g, '-\n')
}

function more(all: number): string {
  return all > rows ? `… and ${count(all - rows)} more; --json has them all\n` : ''
}
