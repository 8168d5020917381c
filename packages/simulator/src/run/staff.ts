import type { AgentTraits } from '@pointsman/world'
import { sampler } from '../chance/sampler.ts'
import type { Sampler } from '../chance/stream.ts'
import type { AgentSettings, Scenario } from '../scenario/scenario.ts'

/** How an agent answers invitations. */
export interface Manner {
  readonly accept: number
  readonly reject: number
  /** Time to answer; undefined: at once. */
  readonly after: Sampler | undefined
}

/** The agents of a scenario, one by one. */
export interface Staff {
  readonly traits: readonly AgentTraits[]
  /** By agent. */
  readonly manners: readonly Manner[]
  /** Agents alike in the scenario, by their places, with their shifts. */
  readonly groups: readonly { readonly settings: AgentSettings; readonly agents: readonly number[] }[]
}

/** Makes each agent that the scenario counts. */
export function staff({ agents }: Scenario): Staff {
  const traits: AgentTraits[] = []
  const manners: Manner[] = []
  const groups = agents.map((settings) => {
    const { id, count, slots, queues, languages = [], speed = 1, skills = {}, weight = 1 } = settings
    const manner = mannerOf(settings)
    const places: number[] = []
    for (let n = 1; n <= (count ?? 1); n++) {
      places.push(traits.length)
      traits.push({
        id: count === undefined ? id : `${id}-${n}`,
        slots,
        queues: new Set(queues),
        languages: new Set(languages.map((language) => language.toLowerCase())),
        speed: typeof speed === 'number' ? speed : new Map(Object.entries(speed)),
        skills: new Map(Object.entries(skills)),
        weight,
      })
      manners.push(manner)
    }
    return { settings, agents: places }
  })
  return { traits, manners, groups }
}

function mannerOf({ answers = {} }: AgentSettings): Manner {
  const { reject = 0, accept = 1 - reject, after } = answers
  return { accept, reject, after: after === undefined ? undefined : sampler(after) }
}
