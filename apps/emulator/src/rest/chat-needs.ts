import type { ChatExtras } from '../platform/agent-chat.ts'

/** What a chat's `extraInfo` says of its priority and of the skills it needs: `{"priority": 1, "needs": {"billing": 2}}`. */
export function chatNeeds(extraInfo: Readonly<Record<string, unknown>> = {}): ChatExtras {
  const { needs, priority } = extraInfo
  const levels =
    typeof needs === 'object' && needs !== null && !Array.isArray(needs)
      ? Object.entries(needs).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      : []
  return {
    ...(typeof priority === 'number' && Number.isFinite(priority) ? { priority } : {}),
    ...(levels.length === 0 ? {} : { needs: new Map(levels) }),
  }
}
