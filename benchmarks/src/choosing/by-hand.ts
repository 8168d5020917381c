import { drawLot, startLot, type Ledger, type Request } from '@pointsman/core'

/** What a strategy is measured against: the loop somebody would write who needs this one strategy and nothing else. */
export type ByHand = (
  request: Request,
  ledger: Ledger,
  start: typeof startLot,
  draw: typeof drawLot,
) => string | undefined

const ratio =
  '(agent.activeChats + agent.pendingInvitations + reserved) / (agent.capacity + agent.activeChats + agent.pendingInvitations || 1)'

/** For each strategy the keys that its loop compares, smaller first, and what else it requires. */
const loops: Readonly<Record<string, { keys: readonly string[]; requires?: string; sample?: true }>> = {
  'most-free-capacity': { keys: ['reserved - agent.capacity'] },
  'least-loaded': { keys: [ratio] },
  'round-robin': { keys: ['ledger.agent(agent.id).lastTurn'] },
  'weighted-round-robin': { keys: ['Math.max(ledger.virtualTime, ledger.agent(agent.id).finishTag)'] },
  'longest-idle': {
    keys: [
      'agent.activeChats + agent.pendingInvitations + reserved > 0 ? request.at : idleSince(agent, ledger.agent(agent.id), request.at)',
      'agent.activeChats + agent.pendingInvitations + reserved',
    ],
  },
  'skill-match': {
    keys: ['-level(agent, chat)', 'reserved - agent.capacity'],
    requires: 'if (!skilled(agent, chat)) continue',
  },
  'specialists-first': { keys: ['agent.queues.size + spare(agent, chat)', 'reserved - agent.capacity'] },
  'rejection-averse': {
    keys: ['Math.max(agent.rejections.size, ledger.agent(agent.id).refusals)', 'reserved - agent.capacity'],
    requires: 'if (chat.invited.has(agent.id)) continue',
  },
  'fill-up': { keys: ['agent.capacity - reserved'] },
  sticky: {
    keys: [
      "chat.servedBefore.has(agent.id) || (chat.customer !== '' && ledger.hasServed(chat.customer, agent.id)) ? 0 : 1",
      'reserved - agent.capacity',
    ],
  },
  random: { keys: [] },
  'power-of-two': { keys: [ratio], sample: true },
}

/** The loop for a strategy, compiled on its own so that it pays for nobody's generality. */
export function byHand(strategy: string): ByHand {
  const stated = loops[strategy]
  if (stated === undefined) throw new Error(`no loop is written for ${strategy}`)
  const { keys, requires = '', sample } = stated
  const body = sample === true ? sampled(keys[0] as string, requires) : ranked(keys, requires)
  // oxlint-disable-next-line no-new-func -- one text for all loops, and for each a function that the engine sees alone
  return new Function(`${helpings}\nreturn (request, ledger, startLot, drawLot) => {${body}}`)() as ByHand
}

const eligible = `
    const agent = agents[i]
    if (agent.status !== 'online') continue
    const reserved = ledger.mostReserved === 0 ? 0 : ledger.reserved(agent.id)
    if (agent.capacity - reserved < 1) continue
    if (chat.queue !== '' && !agent.queues.has(chat.queue)) continue
    if (chat.language !== '' && agent.languages.size !== 0 && !agent.languages.has(chat.language)) continue
    if (chat.rejectedBy.has(agent.id) || agent.rejections.has(chat.id)) continue`

const helpings = `
  function idleSince(agent, record, at) {
    return Math.min(at, Math.max(agent.lastLoginAt ?? 0, record.lastNamedAt ?? 0, record.lastEndedAt ?? 0))
  }
  function skilled(agent, chat) {
    for (const [skill, level] of chat.needs) if ((agent.skills.get(skill) ?? 0) < level) return false
    return true
  }
  function level(agent, chat) {
    let sum = 0
    for (const skill of chat.needs.keys()) sum += agent.skills.get(skill) ?? 0
    return sum
  }
  function spare(agent, chat) {
    if (chat.needs.size === 0) return agent.skills.size
    let spare = 0
    for (const skill of agent.skills.keys()) if (!chat.needs.has(skill)) spare++
    return spare
  }`

function ranked(keys: readonly string[], requires: string): string {
  const compare = keys.reduceRight(
    (inner, key, k) => `const k${k} = ${key}; if (k${k} > b${k}) continue; if (k${k} === b${k}) {${inner}}`,
    'lot = drawLot(start, agent.id); if (bestLot < 0) bestLot = drawLot(start, best.id); if (lot > bestLot || (lot === bestLot && agent.id > best.id)) continue',
  )
  return `
  const { chat, agents } = request
  const start = startLot(0, chat.id, ledger.offers(chat.id))
  let best, bestLot = -1${keys.map((_, k) => `, b${k} = 0`).join('')}
  for (let i = 0; i < agents.length; i++) {${eligible}
    ${requires}
    let lot = -1
    if (best !== undefined) {${compare}}
    best = agent
    bestLot = lot
    ${keys.map((key, k) => `b${k} = ${key}`).join('\n    ')}
  }
  return best?.id`
}

function sampled(key: string, requires: string): string {
  return `
  const { chat, agents } = request
  const start = startLot(0, chat.id, ledger.offers(chat.id))
  let first, second, firstLot = 0, secondLot = 0, firstKey = 0, secondKey = 0
  for (let i = 0; i < agents.length; i++) {${eligible}
    ${requires}
    const lot = drawLot(start, agent.id)
    if (first === undefined || lot < firstLot || (lot === firstLot && agent.id < first.id)) {
      second = first; secondLot = firstLot; secondKey = firstKey
      first = agent; firstLot = lot; firstKey = ${key}
    } else if (second === undefined || lot < secondLot || (lot === secondLot && agent.id < second.id)) {
      second = agent; secondLot = lot; secondKey = ${key}
    }
  }
  return second !== undefined && secondKey < firstKey ? second.id : first?.id`
}
