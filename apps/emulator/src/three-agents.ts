import type { AgentTraits } from '@pointsman/world'
import type { Profile } from './words/profile.ts'

/** Whom an emulator starts with when nobody else is named: three who are idle, serve queues 1 and 2, and take three chats each. */
export const threeAgents: readonly AgentTraits[] = ['Ana', 'Ben', 'Eva'].map((name) => ({
  id: `agent-${name.toLowerCase()}`,
  slots: 3,
  queues: new Set(['1', '2']),
}))

/** What they are called. */
export const threeProfiles: ReadonlyMap<string, Profile> = new Map(
  [
    ['Ana', 'Ruiz'],
    ['Ben', 'Okoro'],
    ['Eva', 'Lind'],
  ].map(([name = '', surname]) => [
    `agent-${name.toLowerCase()}`,
    { name: `${name} ${surname}`, nickname: name, contact: `${name.toLowerCase()}@example.test`, externalId: '' },
  ]),
)
