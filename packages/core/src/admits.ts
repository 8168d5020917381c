import type { Agent } from './model.ts'
import { hasCapacity } from './rules/has-capacity.ts'
import { hasNotRejected } from './rules/has-not-rejected.ts'
import { notAlreadyInvited } from './rules/not-already-invited.ts'
import { online } from './rules/online.ts'
import { servesQueue } from './rules/serves-queue.ts'
import { speaksLanguage } from './rules/speaks-language.ts'
import type { Situation } from './situation.ts'
import { eligible } from './rules/eligible.ts'
import type { Rule } from './strategy.ts'

/** Rules made ready to be asked of many agents. */
export interface Requirement {
  /** Whether all of `eligible` are required, as nearly every policy does. */
  readonly eligible: boolean
  readonly uninvited: boolean
  /** The other rules; all of them where not all of `eligible` are required. */
  readonly others: readonly Rule[]
}

/** Makes rules ready. */
export function requirement(rules: readonly Rule[]): Requirement {
  const all = eligible.every((rule) => rules.includes(rule))
  const ready: readonly Rule[] = [...(all ? eligible : []), notAlreadyInvited]
  return {
    eligible: all,
    uninvited: rules.includes(notAlreadyInvited),
    others: rules.filter((rule) => !ready.includes(rule)),
  }
}

/** Whether every rule admits the agent. */
export function admits(requirement: Requirement, agent: Agent, situation: Situation): boolean {
  if (requirement.eligible && !isEligible(agent, situation)) return false
  if (requirement.uninvited && !isUninvited(agent, situation)) return false
  const { others } = requirement
  for (let i = 0; i < others.length; i++) if (!(others[i] as Rule).admits(agent, situation)) return false
  return true
}

// The engine knows what these hold once the module is loaded, and inlines them; through an imported object it would look
// the function up and compare it each time. It makes a decision a third faster.
const isOnline = online.admits
const servesIt = servesQueue.admits
const speaksIt = speaksLanguage.admits
const hasNotRejectedIt = hasNotRejected.admits
const isUninvited = notAlreadyInvited.admits
const hasRoom = hasCapacity.admits

/** The rules of `eligible`. Rules commute, so the one that asks the ledger comes last; `explain` blames in policy order. */
function isEligible(agent: Agent, situation: Situation): boolean {
  return (
    isOnline(agent, situation) &&
    servesIt(agent, situation) &&
    speaksIt(agent, situation) &&
    hasNotRejectedIt(agent, situation) &&
    hasRoom(agent, situation)
  )
}
