import { fastest } from './preferences/fastest.ts'
import { fewestActiveChats } from './preferences/fewest-active-chats.ts'
import { fewestRefusals } from './preferences/fewest-refusals.ts'
import { fewestSpareSkills } from './preferences/fewest-spare-skills.ts'
import { freeCapacity } from './preferences/free-capacity.ts'
import { highestSkill } from './preferences/highest-skill.ts'
import { knowsTheCustomer } from './preferences/knows-the-customer.ts'
import { loadRatio } from './preferences/load-ratio.ts'
import { longestIdle } from './preferences/longest-idle.ts'
import { longestWithoutATurn } from './preferences/longest-without-a-turn.ts'
import { weightedTurn } from './preferences/weighted-turn.ts'
import { hasCapacity } from './rules/has-capacity.ts'
import { hasNotRejected } from './rules/has-not-rejected.ts'
import { hasSkill } from './rules/has-skill.ts'
import { notAlreadyInvited } from './rules/not-already-invited.ts'
import { online } from './rules/online.ts'
import { servesQueue } from './rules/serves-queue.ts'
import { speaksLanguage } from './rules/speaks-language.ts'
import { warmedUp } from './rules/warmed-up.ts'
import { withinHours } from './rules/within-hours.ts'
import type { Preference, Rule } from './strategy.ts'

/** What an option of a rule or a preference may be; `hours` is `HH:MM-HH:MM`, `days` are numbers from 1 to 7. */
export type OptionKind = 'text' | 'above 0' | 'whole above 0' | 'minutes' | 'hours' | 'days' | readonly string[]

/** A word that a policy may use: what it makes, and the options it takes. */
export interface Word<T> {
  readonly meaning: string
  readonly options: Readonly<Record<string, OptionKind>>
  /** Options without which the word means nothing. */
  readonly needs: readonly string[]
  readonly make: (options: Readonly<Record<string, unknown>>) => T
}

/** The rules by name. */
export const rules: Readonly<Record<string, Word<Rule>>> = {
  online: plain(online, 'is online'),
  'has-capacity': plain(hasCapacity, 'has a free slot, reservations counted'),
  'serves-queue': plain(servesQueue, "serves the chat's queue"),
  'speaks-language': plain(speaksLanguage, "speaks the chat's language"),
  'has-skill': {
    meaning: 'has the named skill, or all that the chat needs, at the level asked for',
    options: { skill: 'text', level: 'above 0' },
    needs: [],
    make: hasSkill,
  },
  'has-not-rejected': plain(hasNotRejected, 'has not rejected this chat'),
  'not-already-invited': plain(notAlreadyInvited, 'was not invited to this chat before'),
  'within-hours': {
    meaning: 'is within their hours',
    options: { hours: 'hours', utcOffset: 'minutes', days: 'days', attribute: 'text' },
    needs: ['hours'],
    make: (options) => withinHours(options as unknown as Parameters<typeof withinHours>[0]),
  },
  'warmed-up': {
    meaning: 'does not hold more chats than their time since log-in allows',
    options: { every: 'above 0', atFirst: 'whole above 0' },
    needs: [],
    make: warmedUp,
  },
}

/** The preferences by name. */
export const preferences: Readonly<Record<string, Word<Preference>>> = {
  'free-capacity': plain(freeCapacity, 'the most free slots'),
  'load-ratio': plain(loadRatio, 'the lowest share of slots in use'),
  'fewest-active-chats': plain(fewestActiveChats, 'the fewest chats held'),
  'longest-without-a-turn': plain(longestWithoutATurn, 'named longest ago, by the count of turns'),
  'weighted-turn': plain(weightedTurn, 'the earliest turn by declared weight'),
  'longest-idle': {
    meaning: 'idle longest',
    options: { clock: ['assigned', 'ended', 'active'] },
    needs: [],
    make: longestIdle,
  },
  'fewest-refusals': plain(fewestRefusals, 'the fewest chats refused'),
  'knows-the-customer': plain(knowsTheCustomer, 'held a chat of this customer before'),
  'fewest-spare-skills': plain(fewestSpareSkills, 'the fewest queues and skills that this chat does not need'),
  fastest: plain(fastest, 'the highest declared speed'),
  'highest-skill': {
    meaning: 'the highest level in the named skill, or in all that the chat needs',
    options: { skill: 'text' },
    needs: [],
    make: highestSkill,
  },
}

function plain<T>(thing: T, meaning: string): Word<T> {
  return { meaning, options: {}, needs: [], make: () => thing }
}
