import type { Explanation } from '@pointsman/core'
import type { JournalDecision } from '@pointsman/recording'
import type { Verdict } from '../choose/panel.ts'
import type { Line } from './line.ts'

/** What each shadow strategy would have answered: an agent's id, or null for nobody or a failure. */
export type Shadows = Readonly<Record<string, string | null>>

/** One verified webhook request and what was answered, to be written down. */
export interface Entry {
  /** When it was answered: ms since 1970. */
  readonly at: number
  /** The payload as JSON text. */
  readonly event: Line
  readonly decided?: DecidedEntry
}

/** What is written of a decision. */
export interface DecidedEntry {
  readonly verdict: Verdict
  readonly tookMs: number
  /** The answer stood on what this replica knew alone. */
  readonly alone: boolean
  readonly shadows: Shadows
  readonly explanation: Explanation | null
  /** Whether the explanation itself is written, or only what settled it. */
  readonly explained: boolean
}

/** The journal's line, as `docs/reference` describes it, without its line break. */
export function entryLine({ at, event, decided }: Entry): Line {
  const head = `{"v":1,"at":${at},"source":"inbenta","event":`
  if (decided === undefined) return [head, ...event, '}']
  const { verdict, tookMs, alone, shadows, explanation, explained } = decided
  const { decision, by, failed } = verdict
  const described: JournalDecision & Partial<Pick<Verdict, 'failed'>> & { readonly alone?: boolean } = {
    strategy: by?.name ?? 'nobody',
    ...(by === undefined ? {} : { version: by.version }),
    kind: decision.kind,
    ...(decision.kind === 'pass' ? { why: by === undefined ? 'blank' : decision.why } : {}),
    settledBy: explanation?.settledBy ?? null,
    tookMs: Math.round(tookMs * 100) / 100,
    fallback: failed.length > 0,
    ...(failed.length > 0 ? { failed } : {}),
    ...(alone ? { alone } : {}),
    shadow: shadows,
  }
  const answer = decision.kind === 'assign' ? decision.agent : null
  const tail = explained ? `,"explanation":${JSON.stringify(explanation)}` : ''
  return [head, ...event, `,"answer":${JSON.stringify(answer)},"decision":${JSON.stringify(described)}${tail}}`]
}
