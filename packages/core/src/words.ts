import type { Explanation, PassReason, Reason } from './decision.ts'
import type { AgentId } from './model.ts'

/** The sentence for a reason's code: codes first, so that reasons can be compared, and sentences last. */
export function sentence(reason: Reason): string {
  return sentences[reason.code]?.(reason) ?? (typeof reason['text'] === 'string' ? reason['text'] : reason.code)
}

/** Why nobody was named, in words. */
export function passSentence(why: PassReason): string {
  return passSentences[why]
}

/** A decision in a few sentences: who, what settled it, who came next, what was relaxed. */
export function tell(explanation: Explanation, nameOf: (agent: AgentId) => string = (agent) => agent): string[] {
  const { decision, settledBy, runnerUp, relaxed, ranking, turnedAway, strategy, decidedBy } = explanation
  const by = decidedBy === undefined ? strategy : `${strategy} (by ${decidedBy})`
  const lines: string[] = []
  if (decision.kind === 'pass') lines.push(`${by} names nobody: ${passSentence(decision.why)}.`)
  else {
    lines.push(`${by} names ${nameOf(decision.agent)}: ${settled(explanation, settledBy, nameOf, runnerUp)}.`)
    lines.push(`${count(ranking.length, 'agent')} could have the chat, ${turnedAway.length} could not.`)
  }
  if (relaxed.length > 0) lines.push(`Not applied any more: ${relaxed.join(', ')}.`)
  return lines
}

function settled(
  { keys, ranking }: Explanation,
  by: string | null,
  nameOf: (agent: AgentId) => string,
  runnerUp: AgentId | null,
): string {
  if (by === 'not-explained') return 'it does not say why'
  if (by === 'only-candidate' || by === null || runnerUp === null) return 'the only one who could have the chat'
  const k = keys.findIndex(({ name }) => name === by)
  const key = keys[k]
  if (keys.length === 1) return `drawn by lot; ${nameOf(runnerUp)} came next`
  if (by === 'lot' || key === undefined) return `level with ${nameOf(runnerUp)} in everything, and drawn by lot`
  const [first, second] = [ranking[0]?.keys[k], ranking[1]?.keys[k]].map(figure)
  return `${by} ${first}, where ${key.wants} is better; ${nameOf(runnerUp)}, next, has ${second}`
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : String(Number(value.toFixed(3)))
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

const passSentences: Readonly<Record<PassReason, string>> = {
  'no-agents': 'the request lists no agents',
  'all-refused': 'everybody who could have the chat has refused it',
  'none-admitted': 'no agent may have the chat',
  declined: 'the strategy chose to pass',
  'not-listed': 'the strategy named somebody whom the request does not list',
}

const sentences: Readonly<Record<string, (reason: Reason) => string>> = {
  'not-online': ({ status }) => `is ${text(status)}`,
  full: ({ capacity, reserved }) =>
    reserved === 0 ? 'has no free slot' : `has ${text(capacity)} free, of which ${text(reserved)} are promised`,
  'other-queue': ({ queue, serves }) => `does not serve queue ${text(queue)}, but ${listed(serves)}`,
  'other-language': ({ language, speaks }) => `does not speak ${text(language)}, but ${listed(speaks)}`,
  'skill-missing': ({ skill, level, has }) => `has ${text(skill)} at level ${text(has)}, and ${text(level)} is needed`,
  rejected: ({ saidBy }) => `has rejected this chat (says the ${text(saidBy)})`,
  'invited-before': () => 'was invited to this chat before',
  'outside-hours': ({ hours }) => `is outside their hours, ${text(hours)}`,
  'warming-up': ({ holds, allowed }) => `is warming up: holds ${text(holds)}, and ${text(allowed)} are allowed so far`,
  'not-explained': () => 'was not chosen; the strategy does not say why',
}

function text(detail: Reason[string] | undefined): string {
  return detail === undefined ? '–' : String(detail)
}

function listed(detail: Reason[string] | undefined): string {
  if (!Array.isArray(detail) || detail.length === 0) return 'none'
  const shown = detail.slice(0, 5).join(', ')
  return detail.length > 5 ? `${shown} and ${detail.length - 5} more` : shown
}
