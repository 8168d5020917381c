// Where Agent Chat is, and as whom it is asked: from the environment.
const { AGENT_CHAT_URL, AGENT_CHAT_APP_ID, AGENT_CHAT_SECRET, AGENT_CHAT_ROOM = '1' } = process.env
for (const [name, value] of Object.entries({ AGENT_CHAT_URL, AGENT_CHAT_APP_ID, AGENT_CHAT_SECRET })) {
  if (value !== undefined) continue
  console.error(`${name} is not set`)
  process.exit(2)
}

export const url = AGENT_CHAT_URL
export const appId = AGENT_CHAT_APP_ID
export const secret = AGENT_CHAT_SECRET
export const room = AGENT_CHAT_ROOM
