import { drawLot, startLot, type Agent, type Chat, type Request } from '@pointsman/core'

/** The queue and the language of every question. */
const queue = '1'
const language = 'en'
/** More than any run names of one agent before reservations run out, so that what is measured is choosing, not refusing. */
const room = 9_000

/**
 * A question with so many agents, as a busy centre asks it: one in five is paused, one in ten full, most serve the queue,
 * some speak one language only. It is the same for the same size and seed.
 */
export function rosterQuestion(size: number, seed: number, at: number): Request {
  return { id: 'deadline', at, chat: chatAt(at), agents: Array.from({ length: size }, (_, i) => agentOf(i, seed, at)) }
}

function agentOf(i: number, seed: number, at: number): Agent {
  const id = `agent-${i}`
  const draw = (what: string, from: number): number => drawLot(startLot(seed, what, i), id) % from
  const activeChats = draw('active', 4)
  // The first two would take any chat, so that the smallest roster can answer.
  const sure = i < 2
  return {
    id,
    status: !sure && draw('status', 5) === 0 ? 'paused' : 'online',
    capacity: !sure && draw('full', 10) === 0 ? 0 : room + draw('free', 5),
    activeChats,
    pendingInvitations: 0,
    chats: new Set(Array.from({ length: activeChats }, (_, c) => `chat-${i}-${c}`)),
    lastActivityAt: at - draw('activity', 300),
    lastLoginAt: at - 3600 - draw('login', 3600),
    queues: new Set(['1', '2', '3'].filter((each) => sure || draw(`queue ${each}`, 4) > 0)),
    languages: new Set(sure || draw('any language', 2) === 0 ? [] : [draw('language', 2) === 0 ? 'en' : 'es']),
    skills: new Map(['billing', 'refunds'].flatMap((skill) => (draw(skill, 3) === 0 ? [] : [[skill, draw(skill, 3)]]))),
    rejections: new Set(),
    speed: 1,
    weight: 1,
    attributes: {},
  }
}

function chatAt(at: number): Chat {
  return {
    id: 'deadline',
    queue,
    language,
    createdAt: at,
    source: '3',
    customer: 'customer',
    needs: new Map(),
    invited: new Set(),
    rejectedBy: new Set(),
    servedBefore: new Set(),
    sentiment: '',
    priority: 0,
  }
}
