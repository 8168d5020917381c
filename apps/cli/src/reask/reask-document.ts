import type { RecordingSummary } from '@pointsman/recording'
import type { Candidate } from './candidate.ts'
import { apart, why, type Difference } from './difference.ts'
import { jain } from './jain.ts'
import { offPolicyDocument } from './off-policy/off-policy-document.ts'
import type { Decided, Reask } from './reask.ts'

/** What came of a replay, beside its differences. */
export interface ReaskReport {
  readonly reask: Reask
  readonly summary: RecordingSummary
  /** Whether latencies were measured. */
  readonly latency: boolean
  /** An interrupt ended the reading before its end. */
  readonly cutOff: boolean
}

/** `reask/1`, the differences apart: they are written one by one between `head` and `tail`. */
export function reaskDocument(
  report: ReaskReport,
  decided: readonly Decided[] | undefined,
  explain: boolean,
): { readonly head: string; readonly tail: string } {
  const { reask, summary, cutOff } = report
  const told = {
    pointsman: 'reask/1',
    loop: 'open',
    requests: reask.requests,
    repeated: reask.repeated,
    facts: summary.facts,
    ignored: summary.ignored,
    malformed: { count: summary.malformed.count, lines: summary.malformed.lines },
    torn: summary.torn,
    ...(cutOff ? { cutOff } : {}),
    differing: reask.differing,
    agreementBetween: reask.agreements.table(),
    ...(decided === undefined ? {} : { decisions: decided.map((one) => ofDecided(one, explain)) }),
    strategies: Object.fromEntries(
      reask.candidates.map((candidate) => [candidate.name, ofCandidate(candidate, report.latency)]),
    ),
    ...offPolicyDocument(reask),
  }
  return { head: `${JSON.stringify(told).slice(0, -1)},"differences":[`, tail: '\n]}\n' }
}

/** One difference as it stands in the document. */
export function differenceText(difference: Difference, first: boolean): string {
  const { file, line, at, chat, queue, recorded, answers } = difference
  const told = {
    file,
    line,
    at,
    chat,
    queue,
    ...(recorded === undefined ? {} : { recorded }),
    answers: Object.fromEntries(answers),
    why: why(difference),
    apart: apart(difference).map(({ answer, strategies, against, ground, explanation: { relaxed } }) => ({
      answer,
      strategies,
      against,
      reason: ground,
      relaxed,
    })),
  }
  return `${first ? '' : ','}\n${JSON.stringify(told)}`
}

function ofDecided({ question, explanations }: Decided, explain: boolean): Readonly<Record<string, unknown>> {
  const { file, line, at, request, answer } = question
  const strategies = explanations.map(([name, explanation]) => {
    const { decision } = explanation
    return [name, explain ? { decision, explanation } : { decision }] as const
  })
  const { id: chat, queue } = request.chat
  const recorded = answer === undefined ? {} : { recorded: answer }
  return { file, line, at, chat, queue, ...recorded, strategies: Object.fromEntries(strategies) }
}

function ofCandidate(candidate: Candidate, latency: boolean): Readonly<Record<string, unknown>> {
  const { assigned, passed, agreed, of, refuserNamed, chatsByAgent, latencies, missed } = candidate
  const agents = [...chatsByAgent].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    assigned,
    passed,
    agreement: { agreed, of },
    refuserNamed,
    chatShareJain: jain([...chatsByAgent.values()]) ?? null,
    chatsByAgent: Object.fromEntries(agents),
    ...(latency ? { latencyMs: latencies.quantiles() ?? unmeasured, missed } : {}),
  }
}

const unmeasured = { p50: null, p99: null, p999: null, max: null }
