/** One size of contact centre, and what the server may cost there beside bare `node:http` + verify + parse + pick. */
export interface ServerBar {
  readonly agents: number
  /** Everybody's `lastActivity` is new in each request. Not the worst case: that is a roster that differs in more, or in its order. */
  readonly restless: boolean
  readonly assign: number
  readonly journal: number
}

/** The centres that are measured. */
export const serverBars: readonly ServerBar[] = [
  { agents: 20, restless: false, assign: 1.15, journal: 1.6 },
  { agents: 200, restless: false, assign: 1.08, journal: 1.6 },
  { agents: 20, restless: true, assign: Number.POSITIVE_INFINITY, journal: Number.POSITIVE_INFINITY },
  { agents: 200, restless: true, assign: Number.POSITIVE_INFINITY, journal: Number.POSITIVE_INFINITY },
]
