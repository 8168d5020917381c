import type { AgentChat } from '../platform/agent-chat.ts'
import type { Webhooks } from '../webhook/webhooks.ts'
import type { Wire } from '../words/wire.ts'
import type { Credentials } from './credentials.ts'

/** What the routes stand on. */
export interface Desk {
  readonly platform: AgentChat
  readonly webhooks: Webhooks
  readonly wire: Wire
  readonly credentials: Credentials
}
