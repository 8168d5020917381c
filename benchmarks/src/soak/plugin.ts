/** The source of the plug-in that answers in the soak: what the chat's id begins with says in which way, and mostly it is well. */
export const soakPlugin = `
import { parentPort } from 'node:worker_threads'

const ways = {
  throws: () => { throw new Error('on purpose') },
  rubbish: () => ({ anything: 'at all' }),
  stranger: () => 'nobody-listed',
  offline: ({ agents }) => agents.find(({ status }) => status !== 'online').id,
  full: ({ agents }) => agents.find(({ capacity }) => capacity === 0).id,
  passes: () => null,
  exits: () => process.exit(1),
  loops: () => { for (;;) {} },
  hoards: () => { for (const kept = []; ; ) kept.push(new Array(1000).fill({})) },
  heaps: () => { for (const kept = []; ; ) kept.push(Buffer.alloc(8_000_000, 1)) },
  posts: (request, ledger) => {
    for (const said of [null, 'hi', { ready: 'again' }]) parentPort.postMessage(said)
    return best(request, ledger)
  },
}

function best({ agents }, ledger) {
  let [best, most] = [null, 0]
  for (const { id, status, capacity } of agents) {
    const free = capacity - ledger.reserved(id)
    if (status === 'online' && free > most) [best, most] = [id, free]
  }
  return best
}

export default {
  name: 'soaked',
  decide: (request, ledger) => (ways[request.chat.id.split('-', 1)[0]] ?? best)(request, ledger),
}
`
