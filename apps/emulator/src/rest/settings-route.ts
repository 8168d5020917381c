import type { Access } from './access.ts'
import type { Desk } from './desk.ts'

/** What the platform is set to; a domain key sees the queue and the languages alone. */
export function settingsRoute({ credentials, platform }: Desk, access: Access): { readonly settings: object } {
  const { acceptance, interval, maxAttempts, mode } = platform.settings
  const languages = new Set(platform.world.agents.flatMap((agent) => [...agent.languages]))
  const open = { queue: { active: mode === 'queue' }, languages: [...languages] }
  if (access === 'domain-key') return { settings: open }
  const rooms = [...platform.rooms]
  return {
    settings: { ...open, appId: credentials.appId, rooms, chat: { acceptance, interval, maxAttempts } },
  }
}
