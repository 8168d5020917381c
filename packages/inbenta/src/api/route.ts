/** A route of the Agent Chat API, and how it may be called. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the version, with `{name}` for what is filled in. */
  readonly path: string
  /** A domain key is enough. */
  readonly domainKey: boolean
  /** Calling it twice does what calling it once does, so that a call whose answer was lost may be repeated. */
  readonly repeatable: boolean
  /** `documented`, or seen only in public code. */
  readonly known: 'documented' | 'code'
}

/** What the client calls a route. */
export type RouteName =
  | 'agentsAvailable'
  | 'agentsOnline'
  | 'loginAgent'
  | 'validateApp'
  | 'settings'
  | 'createUser'
  | 'createChat'
  | 'assignChat'
  | 'sendMessage'
  | 'closeChat'
  | 'logoutAgent'
  | 'agents'
  | 'agent'
  | 'chats'
  | 'chat'
  | 'messages'
  | 'joinChat'
  | 'leaveChat'
  | 'invite'
  | 'acceptInvitation'
  | 'rejectInvitation'
  | 'queueStatus'
  | 'queueUpdate'
  | 'users'
  | 'user'
  | 'webhooks'
  | 'registerWebhook'

const secret = { domainKey: false, repeatable: false, known: 'documented' } as const
const open = { domainKey: true, repeatable: false, known: 'documented' } as const
const reading = { domainKey: false, repeatable: true, known: 'code' } as const
const acting = { domainKey: false, repeatable: false, known: 'code' } as const

/** The routes that routing needs: all that are documented, and of those in public code the ones about chats and who takes them. */
export const routes: Readonly<Record<RouteName, Route>> = {
  agentsAvailable: { method: 'GET', path: '/agents/available', ...open, repeatable: true },
  agentsOnline: { method: 'GET', path: '/agents/online', ...open, repeatable: true },
  loginAgent: { method: 'POST', path: '/agents/login', ...open },
  validateApp: { method: 'GET', path: '/apps/{appId}/validate', ...open, repeatable: true },
  settings: { method: 'GET', path: '/settings', ...open, repeatable: true },
  createUser: { method: 'POST', path: '/users', ...open },
  createChat: { method: 'POST', path: '/chats', ...secret },
  // A GET that looks for an agent and invites them: a second one would invite a second agent.
  assignChat: { method: 'GET', path: '/chats/{chatId}/assign', ...secret },
  sendMessage: { method: 'POST', path: '/chats/{chatId}/messages', ...secret },
  closeChat: { method: 'DELETE', path: '/chats/{chatId}', ...secret, repeatable: true },
  logoutAgent: { method: 'POST', path: '/agents/logout', ...acting },
  agents: { method: 'GET', path: '/agents', ...reading },
  agent: { method: 'GET', path: '/agents/{agentId}', ...reading },
  chats: { method: 'GET', path: '/chats', ...reading },
  chat: { method: 'GET', path: '/chats/{chatId}', ...reading },
  messages: { method: 'GET', path: '/chats/{chatId}/messages', ...reading },
  joinChat: { method: 'POST', path: '/chats/{chatId}/join', ...acting },
  leaveChat: { method: 'PUT', path: '/chats/{chatId}/leave', ...acting },
  invite: { method: 'POST', path: '/invitations', ...acting },
  acceptInvitation: { method: 'POST', path: '/invitations/accept', ...acting },
  rejectInvitation: { method: 'POST', path: '/invitations/reject', ...acting },
  queueStatus: { method: 'GET', path: '/queues/status', ...reading },
  queueUpdate: { method: 'GET', path: '/queues/update/{chatId}', ...reading },
  users: { method: 'GET', path: '/users', ...reading },
  user: { method: 'GET', path: '/users/{userId}', ...reading },
  webhooks: { method: 'GET', path: '/webhooks', ...reading },
  registerWebhook: { method: 'POST', path: '/webhooks', ...acting },
}
