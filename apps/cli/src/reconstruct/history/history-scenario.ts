import { Reconstruction, type Scenario } from '@pointsman/simulator'
import type { HistoryChat } from './history-chat.ts'
import { playHistory } from './play-history.ts'
import { idleGone } from './rosters.ts'

/** What a history leaves open, beside what every recording does. */
const assumptions: readonly string[] = [
  `An agent is there from a chat on until their last one is over, and gone where ${idleGone / 60} minutes pass without one; a history does not tell who was free.`,
  'An agent has as many slots as they ever had chats at once, and serves the queues whose chats they had.',
  'Whoever is named has the chat at once: a history tells of no invitations.',
]

/** The scenario that a history implies; undefined where it tells of no chat, or of no agent. */
export function historyScenario(chats: readonly HistoryChat[], name: string): Scenario | undefined {
  const reconstruction = new Reconstruction(name)
  playHistory(chats, reconstruction)
  const { scenario } = reconstruction.finish()
  if (scenario?.origin === undefined) return scenario
  const { origin } = scenario
  return { ...scenario, origin: { ...origin, assumptions: [...origin.assumptions, ...assumptions] } }
}
