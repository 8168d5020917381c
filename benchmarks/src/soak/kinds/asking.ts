import { exactly, judge } from '../judge.ts'
import type { Kind } from '../kind.ts'
import { listed, payload, payloadOf, roster, type SoakAgent } from '../payload.ts'

const valid = 'somebody listed, online, with a free slot'

/** A roster that is the same each time, with room for all who ask. */
function standing(size: number): { readonly agents: readonly SoakAgent[]; readonly text: string } {
  const agents = roster(0, size).map((agent, i) => ({ ...agent, id: `of-${size}-${i}`, capacity: (i % 4) * 2000 }))
  return { agents, text: listed(agents) }
}

function asked(size: number, every: number): Kind {
  const same = standing(size)
  return {
    name: `${size.toLocaleString('en')} agents`,
    expected: valid,
    every,
    send: async (n, client) => {
      const chat = `chat-${n}`
      if (n % 2 === 0) return judge(await client.ask(payloadOf(chat, same.text), chat), same.agents)
      const agents = roster(n, size)
      return judge(await client.ask(payload(chat, agents), chat), agents)
    },
  }
}

/** So many who ask at once by one snapshot: as many are named as there are slots, and no agent above theirs. */
export const burst: Kind = {
  name: 'a burst by one snapshot',
  expected: '3 of 8 named for 3 free slots, none above theirs',
  every: 101,
  send: async (n, client) => {
    const agents = [
      { id: `two-${n}`, status: 'online', capacity: 2 },
      { id: `one-${n}`, status: 'online', capacity: 1 },
    ]
    const named = await Promise.all(
      Array.from({ length: 8 }, (_, i) => client.ask(payload(`burst-${n}-${i}`, agents), `burst-${n}-${i}`)),
    )
    const of = (id: string): number => named.filter(({ agent }) => agent === id).length
    const found = `${of(`two-${n}`)} for 2, ${of(`one-${n}`)} for 1, ${of('')} blank`
    return found === '2 for 2, 1 for 1, 5 blank' ? undefined : found
  },
}

/** How many repeats come beside the first of each. */
export const repeats = 49

/** The same request many times at once. */
export const same: Kind = {
  name: `the same, ${repeats + 1} times at once`,
  expected: 'one answer, one line',
  every: 997,
  send: async (n, client) => {
    const chat = `same-${n}`
    const agents = roster(n, 10)
    const body = payload(chat, agents)
    const all = await Promise.all(Array.from({ length: repeats + 1 }, () => client.ask(body, chat)))
    const wrong = all.map((one) => judge(one, agents)).find((one) => one !== undefined)
    const answers = new Set(all.map(({ agent }) => agent)).size
    return wrong ?? (answers === 1 ? undefined : `${answers} answers`)
  },
}

function odd(name: string, every: number, change: (text: string) => string | Uint8Array): Kind {
  return {
    name,
    expected: 'the only agent',
    every,
    send: async (n, client) => {
      const chat = `odd-${n}`
      const agents = [{ id: `only-${n}`, status: 'online', capacity: 3 }]
      return exactly(`only-${n}`, await client.ask(change(payload(chat, agents)), chat))
    },
  }
}

const deep = `${'['.repeat(100)}${']'.repeat(100)}`

/** What there is to ask most of the time. */
export const usual: Kind = asked(20, 1)

/** Whoever asks for an agent, with whatever is odd about it. */
export const asking: readonly Kind[] = [
  asked(200, 53),
  asked(2000, 1511),
  asked(10_000, 4999),
  burst,
  same,
  odd('a byte order mark', 269, (text) => `\uFEFF${text}`),
  odd('bytes that are no UTF-8', 271, (text) => {
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf('Agent ')] = 0xff
    return bytes
  }),
  odd('prototype keys', 277, (text) =>
    text
      .replace('{', '{"__proto__":{"trigger":"chats:close"},')
      .replace('"extraInfo":{}', '"extraInfo":{"__proto__":{"skills":"x"},"constructor":1}'),
  ),
  odd('nesting where nobody reads', 281, (text) => text.replace('"extraInfo":{}', `"extraInfo":{"x":${deep}}`)),
]
