import { assumptions } from './assumptions.ts'
import { otherVendors } from './other-vendors.ts'

const basis = {
  code: 'public code',
  inferred: 'a reading',
  unknown: 'nobody says',
} as const

/** The page of the reference that lists them all. */
export function assumptionsPage(): string {
  const rows = assumptions.map(({ id, states, basis: known, needs }) => {
    return `| ${id} | ${states.replaceAll('|', '\\|')} | ${basis[known]} | ${needs.join(', ') || '–'} |`
  })
  return `${intro}
| id | assumption | known from | needs |
| --- | --- | --- | --- |
${rows.join('\n')}

## Of Aivo and Chatlayer

Nothing here emulates them, and nothing was tried against a live one; [Aivo](../guide/aivo.md) and
[Chatlayer](../guide/chatlayer.md) say more.

| of | assumption | where to change it |
| --- | --- | --- |
${otherVendors.map(({ of, states, where }) => `| ${of} | ${states} | ${where} |`).join('\n')}
`
}

const intro = `# What is assumed of Agent Chat

Made of the code's own list (\`npm run docs\`); a test holds the two together. The documents of Inbenta that can be read leave
these open, and something here goes by each. None was exercised against a live tenant. With credentials of one,

\`\`\`sh
AGENT_CHAT_URL=https://agentchat-eu.inbenta.chat:8000/v1 AGENT_CHAT_APP_ID=… AGENT_CHAT_SECRET=… npm run contract
\`\`\`

tells which hold; without them it asks the emulator. It makes users. What more it takes:

- \`AGENT_CHAT_ROOM\`: a queue whose agents expect test chats: it makes chats there and closes them again, and sends messages in
  no others;
- \`AGENT_CHAT_DOMAIN_KEY\`: the domain key;
- \`AGENT_CHAT_WEBHOOK_URL\`: an address that the platform can reach and that leads to port \`AGENT_CHAT_WEBHOOK_PORT\` (8090) of
  \`AGENT_CHAT_WEBHOOK_HOST\` (127.0.0.1) on this machine. The webhook is registered through the API and stays so: remove it afterwards;
- \`AGENT_CHAT_AGENT\`: the id of an agent who may be logged out and in;
- a person, at the platform's own screens: told as not tried.
`
