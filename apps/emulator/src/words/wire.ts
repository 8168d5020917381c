import type { WireAgent, WireChat } from '@pointsman/inbenta'
import type { WorldAgent } from '@pointsman/world'
import type { EmulatedChat, Message } from '../platform/emulated-chat.ts'
import { plainProfile, type Profile } from './profile.ts'
import { stamps, type Stamp } from './stamp.ts'
import { wireAgent } from './wire-agent.ts'
import { wireChat } from './wire-chat.ts'
import { wireMessage, type WireMessage } from './wire-message.ts'

/** What all that goes over the wire has in common. */
export interface WireOptions {
  readonly appId: string
  /** When the world began, in Unix seconds. */
  readonly epoch: number
  readonly wholeSeconds: boolean
  readonly profiles?: ReadonlyMap<string, Profile> | undefined
}

/** The platform's words for what there is. */
export class Wire {
  readonly appId: string
  readonly stamp: Stamp
  readonly #profiles: ReadonlyMap<string, Profile>

  constructor({ appId, epoch, profiles = new Map(), wholeSeconds }: WireOptions) {
    this.appId = appId
    this.stamp = stamps(epoch, wholeSeconds)
    this.#profiles = profiles
  }

  profile(id: string): Profile {
    return this.#profiles.get(id) ?? plainProfile(id)
  }

  agent(agent: WorldAgent): WireAgent {
    return wireAgent(agent, this.profile(agent.id), this.stamp)
  }

  chat(chat: EmulatedChat): WireChat {
    return wireChat(chat, this.stamp)
  }

  message(chat: EmulatedChat, message: Message): WireMessage {
    return wireMessage(chat, message, this.stamp)
  }

  /** What a webhook gets. */
  event(trigger: string, at: number, data: unknown): string {
    return JSON.stringify({ trigger, appId: this.appId, data, created_at: this.stamp(at) })
  }

  /** `chats:assign`: everybody logged in, and the chat. */
  assign(chat: EmulatedChat, agents: readonly WorldAgent[], at: number): string {
    return this.event('chats:assign', at, { agents: agents.map((agent) => this.agent(agent)), chat: this.chat(chat) })
  }
}
