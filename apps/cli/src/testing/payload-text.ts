/** A `chats:assign` payload as text, for tests: two agents alike, and whatever is given otherwise. */
export function payloadText(
  chat: Readonly<Record<string, unknown>> = {},
  agents: readonly Readonly<Record<string, unknown>>[] = [{ id: 'ana' }, { id: 'ben' }],
  at = 1_776_151_041,
): string {
  return JSON.stringify({
    trigger: 'chats:assign',
    appId: 'app',
    data: {
      agents: agents.map((agent) => ({ ...someAgent, ...agent })),
      chat: { ...someChat, created: at - 1, ...chat },
    },
    created_at: at,
  })
}

const someAgent = {
  capacity: 3,
  status: 'online',
  chats: [],
  chatsAssigned: [],
  invitations: [],
  rejections: [],
  restrictions: { rooms: ['1'], languages: [] },
  extraInfo: {},
}

const someChat = {
  id: 'chat-1',
  room: '1',
  lang: 'en',
  creator: 'somebody',
  usersInvited: [],
  usersAssigned: [],
  rejectedBy: [],
}
