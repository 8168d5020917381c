import { defaultSettings, threeAgents, threeProfiles, type Settings } from '@pointsman/emulator'
import type { Cast } from './cast.ts'
import { ChatStatistics } from './chat-statistics.ts'

/** Three idle agents, and whoever talks to them by REST or on the page. It goes on until it is interrupted. */
export function desk(mode: Settings['mode']): Cast {
  const queues = [...new Set(threeAgents.flatMap((agent) => [...agent.queues]))].map((id) => ({ id }))
  let seconds = (): number => 0
  const statistics = new ChatStatistics({
    queues,
    horizon: { seconds: Infinity },
    serviceLevelSeconds: 20,
    batches: 1,
    agents: threeAgents,
  })
  return {
    name: 'desk',
    agents: threeAgents,
    profiles: threeProfiles,
    online: true,
    settings: { ...defaultSettings, mode },
    observers: [statistics],
    newRecord: ({ room }) =>
      statistics.record(
        queues.findIndex(({ id }) => id === room),
        seconds(),
        0,
      ),
    progress: () => 0,
    offered: () => statistics.offered,
    begin: ({ clock }) => void (seconds = () => clock.now()),
    over: new Promise(() => undefined),
    outcome: (platform) => statistics.outcome(platform),
  }
}
