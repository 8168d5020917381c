import {
  agentAnswer,
  anything,
  availableAnswer,
  onlineAnswer,
  settingsAnswer,
  userAnswer,
  type ApiSettings,
  type ApiUser,
} from './answers.ts'
import { Connection, type CallOptions, type ConnectionOptions } from './connection.ts'
import { checkCredentials, type DomainKeyCredentials, type SecretCredentials } from './credentials.ts'
import type { Quota } from './quota.ts'
import { routes } from './route.ts'

/** Who is to be known to the platform; only the name is required. */
export interface NewUser {
  readonly name: string
  /** Your own id of them, to find them again; unique within the app. */
  readonly externalId?: string
  readonly contact?: string
  readonly extraInfo?: Readonly<Record<string, unknown>>
}

/**
 * The six routes that a domain key opens, and so the only ones for a browser. Every method rejects with an `ApiError`, or
 * with the reason of its signal.
 */
export class DomainKeyApi {
  /** For subclasses: sends calls. */
  protected readonly connection: Connection
  protected readonly appId: string

  constructor(options: ConnectionOptions & { readonly credentials: SecretCredentials | DomainKeyCredentials }) {
    checkCredentials(options.credentials, 'any')
    this.appId = options.credentials.appId
    this.connection = new Connection(options, options.credentials)
  }

  /** What the last answer that said so said of the allowance. */
  get quota(): Quota | undefined {
    return this.connection.quota
  }

  /** How many agents could take a chat now, by queue. Asked before a chat is made, where there is no queue mode. */
  async agentsAvailable(
    asked: { readonly roomIds: readonly string[]; readonly langs?: readonly string[] },
    options?: CallOptions,
  ): Promise<Readonly<Record<string, number>>> {
    const query = { roomIds: asked.roomIds.join(','), langs: asked.langs?.join(',') }
    return (await this.connection.call(routes.agentsAvailable, availableAnswer, { query }, options)).agents
  }

  /** Whether anybody is online in the queue. Asked before a chat is made, in queue mode. */
  async agentsOnline(
    query: { readonly roomId: string; readonly lang?: string },
    options?: CallOptions,
  ): Promise<boolean> {
    return (await this.connection.call(routes.agentsOnline, onlineAnswer, { query: { ...query } }, options))
      .agentsOnline
  }

  /** Begins an agent's session. The documents do not show the body. */
  async loginAgent(body: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<ApiUser | undefined> {
    return (await this.connection.call(routes.loginAgent, agentAnswer, { body }, options)).agent ?? undefined
  }

  /** Whether app and key fit: rejects where they do not. */
  async validateApp(options?: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    return this.connection.call(routes.validateApp, anything, { path: { appId: this.appId } }, options)
  }

  /** The app's settings; with a domain key queues and languages only. */
  async settings(options?: CallOptions): Promise<ApiSettings> {
    return (await this.connection.call(routes.settings, settingsAnswer, {}, options)).settings
  }

  /** Makes a user known. An `externalId` that is there already is refused with 409. */
  async createUser(body: NewUser, options?: CallOptions): Promise<ApiUser> {
    return (await this.connection.call(routes.createUser, userAnswer, { body }, options)).user
  }
}
