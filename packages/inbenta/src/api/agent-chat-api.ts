import {
  agentAnswer,
  agentsAnswer,
  anything,
  chatAnswer,
  chatsAnswer,
  messageAnswer,
  messagesAnswer,
  userAnswer,
  usersAnswer,
  webhookAnswer,
  webhooksAnswer,
  type ApiChat,
  type ApiMessage,
  type ApiUser,
  type ApiWebhook,
} from './answers.ts'
import type { CallOptions, ConnectionOptions } from './connection.ts'
import { checkCredentials, type SecretCredentials } from './credentials.ts'
import { DomainKeyApi } from './domain-key-api.ts'
import { routes } from './route.ts'

/** A chat that is to be. */
export interface NewChat {
  /** The queue. */
  readonly room: string
  /** The user who asks. */
  readonly creator: string
  readonly lang?: string
  readonly source?: number
  readonly externalId?: string
  readonly history?: readonly {
    readonly sender: string
    readonly message: string
    readonly type?: string
    /** Unix seconds. */
    readonly created?: number
  }[]
}

/** Something of a chat and a user. */
export interface ChatAndUser {
  readonly chatId: string
  readonly userId: string
}

/**
 * The whole API, for a server: it needs the secret, which a domain key cannot stand for. Every method rejects with an
 * `ApiError`, or with the reason of its signal. GETs and DELETE are repeated when nobody answered or the answer was 429,
 * 502, 503 or 504; nothing else is, unless the caller says why that does no harm.
 */
export class AgentChatApi extends DomainKeyApi {
  constructor(options: ConnectionOptions & { readonly credentials: SecretCredentials }) {
    checkCredentials(options.credentials, 'secret')
    super(options)
  }

  /** Ends an agent's session. */
  async logoutAgent(body: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.logoutAgent, anything, { body }, options)
  }

  async agents(options?: CallOptions): Promise<readonly ApiUser[]> {
    return (await this.connection.call(routes.agents, agentsAnswer, {}, options)).agents
  }

  async agent(agentId: string, options?: CallOptions): Promise<ApiUser | undefined> {
    return (await this.connection.call(routes.agent, agentAnswer, { path: { agentId } }, options)).agent ?? undefined
  }

  /** Makes a chat. In queue mode it then waits in the queue of its room; otherwise `assignChat` looks for an agent. */
  async createChat(body: NewChat, options?: CallOptions): Promise<ApiChat> {
    return (await this.connection.call(routes.createChat, chatAnswer, { body }, options)).chat
  }

  async chats(options?: CallOptions): Promise<readonly ApiChat[]> {
    return (await this.connection.call(routes.chats, chatsAnswer, {}, options)).chats
  }

  async chat(chatId: string, options?: CallOptions): Promise<ApiChat> {
    return (await this.connection.call(routes.chat, chatAnswer, { path: { chatId } }, options)).chat
  }

  /**
   * Looks for an agent and invites them; undefined where there is nobody. A GET, but one that acts: sent twice it would
   * invite twice, so it is never repeated unasked.
   */
  async assignChat(
    chatId: string,
    asked: { readonly algorithm?: string } = {},
    options?: CallOptions,
  ): Promise<ApiUser | undefined> {
    const filling = { path: { chatId }, query: { ...asked } }
    return (await this.connection.call(routes.assignChat, agentAnswer, filling, options)).agent ?? undefined
  }

  async sendMessage(
    said: { readonly chatId: string; readonly sender: string; readonly message: string },
    options?: CallOptions,
  ): Promise<ApiMessage> {
    const filling = { path: { chatId: said.chatId }, body: said }
    return (await this.connection.call(routes.sendMessage, messageAnswer, filling, options)).message
  }

  async messages(chatId: string, options?: CallOptions): Promise<readonly ApiMessage[]> {
    return (await this.connection.call(routes.messages, messagesAnswer, { path: { chatId } }, options)).messages
  }

  /**
   * Closes a chat: on the user's behalf, or without one as the system. Where the answer to the first try was lost, the
   * second may be refused because the chat is closed already.
   */
  async closeChat(chatId: string, by: { readonly userId?: string } = {}, options?: CallOptions): Promise<void> {
    const body = by.userId === undefined ? {} : { body: { userId: by.userId } }
    await this.connection.call(routes.closeChat, anything, { path: { chatId }, ...body }, options)
  }

  async joinChat({ chatId, userId }: ChatAndUser, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.joinChat, anything, { path: { chatId }, body: { chatId, userId } }, options)
  }

  async leaveChat({ chatId, userId }: ChatAndUser, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.leaveChat, anything, { path: { chatId }, body: { chatId, userId } }, options)
  }

  async invite(body: ChatAndUser, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.invite, anything, { body }, options)
  }

  async acceptInvitation(body: ChatAndUser, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.acceptInvitation, anything, { body }, options)
  }

  async rejectInvitation(body: ChatAndUser, options?: CallOptions): Promise<void> {
    await this.connection.call(routes.rejectInvitation, anything, { body }, options)
  }

  /** The state of the queues; the shape of the answer is not known. */
  async queueStatus(options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    return this.connection.call(routes.queueStatus, anything, {}, options)
  }

  /** A chat's place in its queue; the shape of the answer is not known. */
  async queueUpdate(chatId: string, options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    return this.connection.call(routes.queueUpdate, anything, { path: { chatId } }, options)
  }

  /** The users with this id of yours: none or one. */
  async users(query: { readonly externalId?: string }, options?: CallOptions): Promise<readonly ApiUser[]> {
    return (await this.connection.call(routes.users, usersAnswer, { query: { ...query } }, options)).users
  }

  async user(userId: string, options?: CallOptions): Promise<ApiUser> {
    return (await this.connection.call(routes.user, userAnswer, { path: { userId } }, options)).user
  }

  async webhooks(options?: CallOptions): Promise<readonly ApiWebhook[]> {
    return (await this.connection.call(routes.webhooks, webhooksAnswer, {}, options)).webhooks
  }

  /** Has events posted to a URL, which is offered a secret in a handshake. The body's fields are an assumption (EA17). */
  async registerWebhook(
    body: { readonly target: string; readonly events: readonly string[] },
    options?: CallOptions,
  ): Promise<ApiWebhook> {
    return (await this.connection.call(routes.registerWebhook, webhookAnswer, { body }, options)).webhook
  }
}
