import type { AnswerSettings } from '../../scenario/scenario.ts'
import { shrinkShares } from '../estimate/shrink-shares.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import type { AnswerTimes } from './answer-times.ts'

/** How an agent answers invitations. */
export interface AgentAnswers {
  readonly settings: AnswerSettings
  /** Invitations that this rests on. */
  readonly n: number
  /** Half the width of the 95 % interval of `accept`. */
  readonly half: number
}

/**
 * What comes of invitations, by agent, drawn towards what comes of all. An answer that would come after the timeout is none: of
 * those who answer at all, more would accept than are seen to.
 */
export function answersOf(
  agents: readonly AgentRecord[],
  times: AnswerTimes | undefined,
): ReadonlyMap<AgentRecord, AgentAnswers> {
  const rows = agents.map(({ accepted, refused, expired }) => [accepted, refused, expired])
  const { strength, shares } = shrinkShares(rows)
  return new Map(
    agents.map((agent, i) => {
      const [accepts = 1, refuses = 0] = shares[i] ?? []
      const n = (rows[i] ?? []).reduce((sum, count) => sum + count, 0)
      const inTime = Math.max(1e-3, times?.inTime(agent) ?? 1)
      const room = Math.max(1, (accepts + refuses) / inTime)
      const after = times?.after(agent)
      return [
        agent,
        {
          settings: {
            accept: share(accepts / inTime / room),
            reject: share(refuses / inTime / room),
            ...(after === undefined ? {} : { after }),
          },
          n,
          half: (1.96 / inTime) * Math.sqrt((accepts * (1 - accepts)) / (n + strength)),
        },
      ]
    }),
  )
}

/** Rounded down, so that shares never sum to more than 1. */
function share(value: number): number {
  return Math.floor(Math.min(1, value) * 1e6) / 1e6
}
