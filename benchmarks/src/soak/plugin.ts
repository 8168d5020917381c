/** The source of the plug-in that answers in the soak: well mostly, and now and then in every way that is wrong. */
export const soakPlugin = `
import { parentPort } from 'node:worker_threads'

export default {
  name: 'soaked',
  decide(request) {
    const n = Number(request.chat.id.split('-').at(-1)) || 0
    if (n % 30011 === 30010) for (;;) {}
    if (n % 20011 === 20010) process.exit(1)
    if (n % 1013 === 1012) for (const said of [null, 'hi', { ready: 'again' }]) parentPort.postMessage(said)
    if (n % 997 === 996) throw new Error('on purpose')
    if (n % 991 === 990) return { anything: 'at all' }
    if (n % 983 === 982) return 'nobody-listed'
    if (n % 977 === 976) return request.agents.find(({ status }) => status !== 'online')?.id ?? null
    let best = null
    for (const agent of request.agents) {
      if (agent.status === 'online' && agent.capacity > (best?.capacity ?? 0)) best = agent
    }
    return best?.id ?? null
  },
}
`
