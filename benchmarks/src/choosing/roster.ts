import { MemoryLedger, drawLot, startLot, type Agent, type Chat, type Request } from '@pointsman/core'

const at = 1_776_151_041

/** A question as a busy centre asks it: four in five agents online, some full, three queues, two languages, some skills. */
export function question(size: number): { request: Request; ledger: MemoryLedger } {
  const chat: Chat = {
    id: 'TJ8ITZTPy',
    queue: '1',
    language: 'en',
    createdAt: at - 20,
    source: '3',
    customer: 'eLlDAP8Tx',
    needs: new Map([['billing', 1]]),
    invited: new Set(['agent-3']),
    rejectedBy: new Set(['agent-3']),
    servedBefore: new Set(),
    sentiment: '',
    priority: 0,
  }
  const agents = Array.from({ length: size }, (_, i) => agent(i, chat))
  return { request: { id: 'asked', at, chat, agents }, ledger: remembered(agents) }
}

function agent(i: number, chat: Chat): Agent {
  const draw = (what: string, from: number): number => drawLot(startLot(7, what, 0), `agent-${i}`) % from
  const activeChats = draw('active', 4)
  return {
    id: `agent-${i}`,
    status: draw('status', 5) === 0 ? 'paused' : 'online',
    capacity: draw('free', 5),
    activeChats,
    pendingInvitations: 0,
    chats: new Set(Array.from({ length: activeChats }, (_, c) => `chat-${i}-${c}`)),
    lastActivityAt: at - draw('activity', 300),
    lastLoginAt: at - 3600 - draw('login', 3600),
    queues: new Set(['1', '2', '3'].filter((queue) => draw(`queue ${queue}`, 4) > 0)),
    languages: new Set(['en', 'es'].filter((language) => draw(language, 3) > 0)),
    skills: new Map(
      ['billing', 'refunds', 'orders'].map((skill) => [skill, draw(skill, 4)] as const).filter(([, l]) => l > 0),
    ),
    rejections: new Set(draw('rejected', 20) === 0 ? [chat.id] : []),
    speed: 1,
    weight: 1 + draw('weight', 3),
    attributes: {},
  }
}

/** A ledger an hour into the day: everybody has had turns, and every twentieth agent has a chat not shown yet. */
function remembered(agents: readonly Agent[]): MemoryLedger {
  const ledger = new MemoryLedger()
  agents.forEach(({ id, weight }, i) => {
    const about = { chat: `earlier-${i}`, at: at - 900 + (i % 600), agent: id }
    ledger.record({ kind: 'named', ...about, customer: `customer-${i % 50}`, weight })
    if (i % 20 === 0) return
    ledger.record({ kind: 'accepted', ...about })
    ledger.record({ kind: 'closed', chat: about.chat, at: about.at + 60 })
  })
  return ledger
}
