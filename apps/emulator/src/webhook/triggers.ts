/** The events that a webhook can be registered for: those of the present list, and three of the older one. */
export const triggers = [
  'chats:create',
  'chats:join',
  'chats:leave',
  'chats:close',
  'chats:assign',
  'forever:alone',
  'invitations:accept',
  'messages:new',
  'messages:read',
  'queues:update',
  'system:info',
  'users:activity',
  'invitations:new',
  'invitations:reject',
  'agents:login',
  'agents:logout',
] as const

/** What a webhook named at the start is registered for. */
export const usualTriggers: readonly string[] = [
  'chats:assign',
  'invitations:accept',
  'chats:close',
  'queues:update',
  'messages:new',
  'forever:alone',
]
