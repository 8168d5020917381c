import type { Rule } from '../strategy.ts'

/** What a chat must be met with. */
export interface HasSkillOptions {
  /** The skill; without it, every skill that the chat needs. */
  readonly skill?: string
  /** The least level that will do, above 0; default 1, or what the chat needs. */
  readonly level?: number
}

/** Admits agents who have the named skill, or every skill the chat needs, at the level asked for. */
export function hasSkill(options: HasSkillOptions = {}): Rule {
  const { skill, level } = options
  if (skill !== undefined) {
    const least = level ?? 1
    return {
      name: 'has-skill',
      admits: (agent) => (agent.skills.get(skill) ?? 0) >= least,
      because: (agent) => ({ code: 'skill-missing', skill, level: least, has: agent.skills.get(skill) ?? 0 }),
    }
  }
  return level === undefined ? asNeeded : whatIsNeeded(level)
}

function whatIsNeeded(level: number | undefined): Rule {
  return {
    name: 'has-skill',
    admits: (agent, { chat }) => chat.needs.size === 0 || missing(agent.skills, chat.needs, level) === undefined,
    because: (agent, { chat }) => {
      const [needed, least] = missing(agent.skills, chat.needs, level) ?? ['', 0]
      return { code: 'skill-missing', skill: needed, level: least, has: agent.skills.get(needed) ?? 0 }
    },
  }
}

/** One for all, so that an evaluator knows it again. */
const asNeeded: Rule = whatIsNeeded(undefined)

function missing(
  skills: ReadonlyMap<string, number>,
  needs: ReadonlyMap<string, number>,
  level: number | undefined,
): readonly [string, number] | undefined {
  for (const [skill, needed] of needs) {
    const least = level ?? needed
    if ((skills.get(skill) ?? 0) < least) return [skill, least]
  }
  return undefined
}
