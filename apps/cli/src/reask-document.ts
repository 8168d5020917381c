import type { RecordingSummary } from '@pointsman/recording'
import type { Candidate } from './candidate.ts'
import { why, type Difference } from './difference.ts'
import { jain } from './jain.ts'
import type { Reask } from './reask.ts'

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
export function reaskDocument(report: ReaskReport): { readonly head: string; readonly tail: string } {
  const { reask, summary, cutOff } = report
  const told = {
    pointsman: 'reask/1',
    requests: reask.requests,
    repeated: reask.repeated,
    facts: summary.facts,
    ignored: summary.ignored,
    malformed: { count: summary.malformed.count, lines: summary.malformed.lines },
    torn: summary.torn,
    ...(cutOff ? { cutOff } : {}),
    differing: reask.differing,
    strategies: Object.fromEntries(
      reask.candidates.map((candidate) => [candidate.name, ofCandidate(candidate, report.latency)]),
    ),
  }
  return { head: `${JSON.stringify(told).slice(0, -1)},"differences":[`, tail: '\n]}\n' }
}

/** One difference as it stands in the document. */
export function differenceText(difference: Difference, first: boolean): string {
  const { file, line, chat, answers } = difference
  const told = { file, line, chat, answers: Object.fromEntries(answers), why: why(difference) }
  return `${first ? '' : ','}\n${JSON.stringify(told)}`
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
    ...(latency ? { latencyMs: latencies.quantiles(), missed } : {}),
  }
}
