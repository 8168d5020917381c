import {
  PolicyStrategy,
  preferences,
  rules,
  type Policy,
  type Preference,
  type Rule,
  type Strategy,
} from '@pointsman/core'

/** A policy that an index can follow, taken to pieces. */
export interface Indexable {
  readonly policy: Policy
  readonly seed: number
  /** Refusers are not admitted. */
  readonly skipsRefusers: boolean
  /** Nobody invited to the chat before is admitted. */
  readonly skipsInvited: boolean
  /** Chats that were handed on are to be scanned for: who had them before counts. */
  readonly scansHandedOn: boolean
  /** Keys may read what the ledger knows of agents: others than those of which it is known that they do not. */
  readonly readsLedger: boolean
}

/**
 * What an index must know of the strategy, or undefined where only a scan will do: another kind of strategy, rules beside
 * those of every shipped one, a relaxation, a sample, a key by which agents change places though nothing happened to them.
 */
export function indexable(strategy: Strategy): Indexable | undefined {
  if (!(strategy instanceof PolicyStrategy)) return undefined
  const { policy, seed } = strategy
  if (policy.relax !== undefined && policy.relax.length > 0) return undefined
  if (policy.sample !== undefined || policy.whenAllRefused === 'ask-again') return undefined
  if (!always.every((rule) => policy.require.includes(rule))) return undefined
  const known = [...always, notRejected, notInvited, hasSkill]
  if (!policy.require.every((rule) => known.includes(rule))) return undefined
  if (!policy.prefer.every((one, place) => isSteady(one, policy.prefer[place + 1]))) return undefined
  return {
    policy,
    // Lots use its lowest 32 bits. As a signed integer it is of one kind whatever it is, and what reads it is compiled once.
    seed: seed | 0,
    skipsRefusers: policy.require.includes(notRejected),
    skipsInvited: policy.require.includes(notInvited),
    scansHandedOn: policy.prefer.includes(knowsTheCustomer),
    readsLedger: !policy.prefer.every((one) => isFixed(one) || freeCapacitySense(one) !== 0),
  }
}

/**
 * Whether agents change places, among chats of one class, only when they or what the ledger knows of them do. `next` is the
 * preference after it.
 */
function isSteady(preference: Preference, next: Preference | undefined): boolean {
  if (preference.reads === 'agent' || preference.reads === 'ledger' || byClass.includes(preference)) return true
  // It reads the clock for those alone who hold a chat, and puts them level with whoever came free at this instant. If the next
  // puts the latter first, it is all one whether it is now or the end of time, as it is for an index.
  return preference === longestIdle && next === fewestActiveChats
}

function rule(name: string): Rule {
  return (rules[name] as { make: (options: Readonly<Record<string, unknown>>) => Rule }).make({})
}

function preference(name: string): Preference {
  return (preferences[name] as { make: (options: Readonly<Record<string, unknown>>) => Preference }).make({})
}

const always = ['online', 'has-capacity', 'serves-queue', 'speaks-language'].map(rule)
const notRejected = rule('has-not-rejected')
const notInvited = rule('not-already-invited')
/** Turns nobody away: no simulated chat needs a skill. */
const hasSkill = rule('has-skill')

/** The most free slots: the key for which there is an index of its own. */
const freeCapacity: Preference = preference('free-capacity')

/** In a simulation customers are strangers, so that it knows those alone who had the chat before. */
const knowsTheCustomer: Preference = preference('knows-the-customer')

/** These read the chat, but of it only what chats of one class have in common where they need no skills and were not handed on. */
const byClass: readonly Preference[] = [
  ...['fewest-spare-skills', 'fastest', 'highest-skill'].map(preference),
  knowsTheCustomer,
]

const longestIdle: Preference = preference('longest-idle')
const fewestActiveChats: Preference = preference('fewest-active-chats')

/** Whether the key is the number of free slots, either way round: 1 the most, −1 the fewest, 0 it is not. */
export function freeCapacitySense(preference: Preference): -1 | 0 | 1 {
  if (preference.key !== freeCapacity.key) return 0
  return preference.wants === 'more' ? 1 : -1
}

/** Whether the key of an agent stays the same for ever, among chats of one class that were not handed on. */
export function isFixed(preference: Preference): boolean {
  return byClass.includes(preference)
}
