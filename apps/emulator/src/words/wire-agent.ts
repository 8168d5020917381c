import { encodeAgent, type WireAgent } from '@pointsman/inbenta'
import type { WorldAgent } from '@pointsman/world'
import type { Profile } from './profile.ts'
import type { Stamp } from './stamp.ts'

/** An agent in the platform's words. */
export function wireAgent(
  agent: WorldAgent,
  { contact, externalId, name, nickname }: Profile,
  stamp: Stamp,
): WireAgent {
  return {
    ...encodeAgent(agent),
    name,
    nickname,
    contact,
    externalId,
    providerId: agent.index + 1,
    lastLogin: Number.isNaN(agent.loginAt) ? '' : stamp(agent.loginAt),
    lastActivity: Number.isNaN(agent.activeAt) ? '' : stamp(agent.activeAt),
    created: stamp(0),
  }
}
