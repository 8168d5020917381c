/** How the platform is set up. */
export interface Platform {
  /** `queue`: a chat without an agent waits. `search`: a chat that nobody takes is lost at once. */
  readonly mode: 'queue' | 'search'
  /** `invite`: whoever is named may accept, reject or let it run out. `join`: whoever is named has the chat at once. */
  readonly acceptance: 'invite' | 'join'
  /** In search mode, invitations without an acceptance after which a chat is lost; at least 1. */
  readonly maxAttempts: number
  /** Most chats that may wait at once over all queues; Infinity: no bound. */
  readonly waitingRoom: number
  /**
   * Whether patience keeps running while an invitation is out. If not, patience that ends meanwhile takes effect when
   * the invitation comes to nothing.
   */
  readonly abandonWhileInvited: boolean
}

/** A platform with nothing set. */
export const defaultPlatform: Platform = {
  mode: 'queue',
  acceptance: 'join',
  maxAttempts: 5,
  waitingRoom: Infinity,
  abandonWhileInvited: true,
}
