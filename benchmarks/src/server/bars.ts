import type { Roster } from './centre.ts'

/** One size of contact centre, and what the server may cost there beside bare `node:http` + verify + parse + pick. */
export interface ServerBar {
  readonly agents: number
  readonly roster: Roster
  /** Undefined where there is no bar: what it costs is printed all the same. */
  readonly assign?: number
  readonly journal?: number
}

/** The centres that are measured. */
export const serverBars: readonly ServerBar[] = [
  { agents: 20, roster: 'working', assign: 1.15, journal: 1.6 },
  { agents: 200, roster: 'working', assign: 1.08, journal: 1.6 },
  { agents: 20, roster: 'all acting' },
  { agents: 200, roster: 'all acting' },
  { agents: 20, roster: 'all changed' },
  { agents: 200, roster: 'all changed' },
  { agents: 20, roster: 'shuffled' },
  { agents: 200, roster: 'shuffled' },
]
