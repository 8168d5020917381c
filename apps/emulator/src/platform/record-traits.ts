import type { ChatTraits as WorldTraits, World } from '@pointsman/world'
import type { ChatExtras } from './chat-extras.ts'
import type { ChatTraits } from './emulated-chat.ts'
import type { User } from './user.ts'

/** What the world is to know of a chat. */
export function recordTraits(
  world: World,
  { creator, id, traits }: { readonly id: string; readonly creator: User; readonly traits: ChatTraits },
  { needs, number, priority = 0 }: ChatExtras & { readonly number: number },
  createdAt: number,
): WorldTraits {
  return {
    number,
    chatClass: world.chatClass(traits.room, traits.lang.toLowerCase()),
    createdAt,
    priority,
    id,
    customer: creator.id,
    source: String(traits.source),
    ...(needs === undefined ? {} : { needs }),
  }
}
