import { exactly } from '../judge.ts'
import type { Kind } from '../kind.ts'
import { payload } from '../payload.ts'

function failing(name: string, every: number, ...fails: readonly string[]): Kind {
  return {
    name,
    expected: `the fallback, for the plug-in ${fails.join(' or ')}`,
    every,
    slow: fails.includes('timed-out'),
    fails,
    send: async (n, client) => {
      const chat = `${name}-${n}`
      const agents = [
        { id: `less-${n}`, status: 'online', capacity: 1 },
        { id: `away-${n}`, status: 'offline', capacity: 9 },
        { id: `most-${n}`, status: 'online', capacity: 3 },
        { id: `full-${n}`, status: 'online', capacity: 0 },
      ]
      return exactly(`most-${n}`, await client.ask(payload(chat, agents), chat))
    },
  }
}

/** Everything a plug-in can do wrong, by what the soak's does with a chat of that name. */
export const plugIns: readonly Kind[] = [
  failing('throws', 293, 'threw'),
  failing('rubbish', 307, 'rubbish'),
  failing('stranger', 311, 'not-listed'),
  failing('offline', 313, 'not-online'),
  failing('full', 317, 'no-free-slot'),
  // Seldom: when no thread is left the plug-in is not asked for half a minute, and nothing else of it is soaked.
  failing('exits', 11_003, 'exited'),
  failing('hoards', 21_001, 'exited', 'timed-out'),
  failing('heaps', 31_013, 'exited', 'timed-out'),
  failing('loops', 27_011, 'timed-out'),
  {
    name: 'posts on our channel',
    expected: 'its answer all the same',
    every: 331,
    send: async (n, client) => {
      const chat = `posts-${n}`
      const agents = [{ id: `only-${n}`, status: 'online', capacity: 3 }]
      return exactly(`only-${n}`, await client.ask(payload(chat, agents), chat))
    },
  },
  {
    name: 'passes',
    expected: 'nobody, or of the fallback’s where no thread came free',
    every: 337,
    send: async (n, client) => {
      const chat = `passes-${n}`
      const agents = [{ id: `only-${n}`, status: 'online', capacity: 3 }]
      const named = await client.ask(payload(chat, agents), chat)
      return named.agent === '' ? undefined : exactly(`only-${n}`, named)
    },
  },
]
