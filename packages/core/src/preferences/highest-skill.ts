import type { Preference } from '../strategy.ts'

/** Which skill counts. */
export interface HighestSkillOptions {
  /** The skill; without it, the sum over the skills that the chat needs. */
  readonly skill?: string
}

/** The highest level in the named skill, or in all that the chat needs together. */
export function highestSkill(options: HighestSkillOptions = {}): Preference {
  const { skill } = options
  if (skill === undefined) return inWhatIsNeeded
  return { name: 'highest-skill', wants: 'more', reads: 'agent', key: (agent) => agent.skills.get(skill) ?? 0 }
}

/** One for all, so that an evaluator knows it again. */
const inWhatIsNeeded: Preference = {
  name: 'highest-skill',
  wants: 'more',
  reads: 'chat',
  key: (agent, { chat }) => {
    let level = 0
    for (const needed of chat.needs.keys()) level += agent.skills.get(needed) ?? 0
    return level
  },
}
