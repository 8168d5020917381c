import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AssignDecoder } from './assign-decoder.ts'
import type { ByteTools } from './byte-tools.ts'
import { decodeAssign } from './decode-assign.ts'
import { parsePayload } from './parse-payload.ts'
import { isAssign, type AssignPayload } from './payload.ts'
import { PayloadReader } from './payload-reader.ts'
import type { ReadPayload } from './read-payload.ts'

const decoder = new TextDecoder()
let compared = 0
let alike = 0
const tools: ByteTools = {
  text: (bytes, from, to) => decoder.decode(bytes.subarray(from, to)),
  same: (a, aFrom, b, bFrom, length) => {
    compared += 1
    for (let i = 0; i < length; i++) if (a[aFrom + i] !== b[bFrom + i]) return false
    alike += 1
    return true
  },
}

const texts = fc.constantFrom('a', 'é}', '"],', '\\', '{"agents":[', '},{', '🙂', '\ud800')
const often = <T>(good: readonly T[], bad: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constant(bad) })
const wire = fc.record(
  {
    id: fc.oneof(fc.constantFrom<string | number>('1', 2, '2', 'x'), fc.uuid()),
    capacity: often([0, 1, 3], -1),
    name: texts,
    status: fc.constantFrom('online', 'paused'),
    chats: often<unknown>([[], ['c'], ['c', 'd'], null], 7),
    lastActivity: fc.constantFrom<unknown>(10, 11, 12, 123, 0, '', 1e21),
    extraInfo: fc.constantFrom<object>(
      {},
      { lastActivity: 10 },
      { note: ':10,' },
      { skills: ['a:2'] },
      { agents: [{ id: 'q' }] },
      { ['__proto__']: 1 },
    ),
  },
  { requiredKeys: ['id', 'capacity'] },
)
/** The same, with every two digits that stand alone another number: mostly times of the last activity. */
const acting = (text: string): string => text.replaceAll(/\b1[0-2]\b/g, (digits) => String(23 - Number(digits)))
const restOf = fc.constantFrom(
  {},
  {},
  { chat: { id: 'c', room: '1' } },
  { chat: { id: 'c', room: '1' } },
  { agents: [{ id: 'late', capacity: 1 }] },
  { chat: { id: 'c', room: '1', extraInfo: { agents: [{}] } }, more: '],"agents":[' },
)
/** Written by hand, so that keys can come twice. */
const payload = fc
  .record({
    before: restOf,
    after: restOf,
    agents: fc.array(wire, { maxLength: 5 }),
    trigger: fc.constantFrom('chats:assign', 'chats:assign', 'chats:assign', 'other'),
    space: fc.constantFrom(undefined, 1),
    spoilt: fc.constantFrom('', '', '', '', '\uFEFF', '{', ']'),
  })
  .map(({ before, after, agents, trigger, space, spoilt }) => {
    const members = (of: object): string => JSON.stringify(of, null, space).slice(1, -1)
    const data = [members(before), `"agents":${JSON.stringify(agents, null, space)}`, members(after)]
    return `${spoilt}{"trigger":"${trigger}","data":{${data.filter((part) => part !== '').join(',')}},"created_at":5}`
  })

describe('reading one payload after another', () => {
  test('A16 gives and refuses what reading each by itself does, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(payload, fc.constantFrom('new', 'again', 'acting')), { minLength: 2, maxLength: 8 }),
        (posted) => {
          const reader = new PayloadReader(tools)
          const decoding = new AssignDecoder({})
          let last = posted[0]?.[0] ?? ''
          for (const [text, how] of posted) {
            const body = how === 'new' ? text : how === 'again' ? last : acting(last)
            last = body
            const expected = outcome(() => parsePayload(body))
            let read: ReadPayload | undefined
            const got = outcome(() => (read = reader.read(new TextEncoder().encode(body))).payload)
            expect(got).toEqual(outcome(() => parsePayload(decoder.decode(new TextEncoder().encode(body)))))
            if (expected.value === undefined || got.value === undefined || read === undefined) continue
            if (!isAssign(got.value)) continue
            expect(JSON.stringify(got.value)).toBe(JSON.stringify(expected.value))
            expect(JSON.stringify(plain(decoding.decode(read.outline as AssignPayload, 'i', read.roster)))).toBe(
              JSON.stringify(plain(decodeAssign(expected.value as AssignPayload, { id: 'i' }))),
            )
          }
        },
      ),
      { seed: 16, numRuns: 3000 },
    )
    expect(alike).toBeGreaterThan(500)
    expect(compared - alike).toBeGreaterThan(500)
  })

  test('A16 follows a roster in which agents act, come, go and change places', () => {
    const change = fc.record({
      place: fc.nat(19),
      act: fc.constantFrom('acts', 'acts', 'fills', 'leaves', 'joins', 'moves', 'renames'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const reader = new PayloadReader(tools)
        const roster = Array.from({ length: 12 }, (_, i) => ({ id: `a${i}`, capacity: 3, lastActivity: 5, name: 'é' }))
        for (const [n, { place, act }] of changes.entries()) {
          const agent = roster[place % roster.length]
          if (agent === undefined || act === 'joins')
            roster.splice(place, 0, { id: `n${n}`, capacity: 1, lastActivity: n, name: '' })
          else if (act === 'acts') agent.lastActivity = 100 + n
          else if (act === 'fills') agent.capacity = 9 - agent.capacity
          else if (act === 'leaves') roster.splice(roster.indexOf(agent), 1)
          else if (act === 'moves') roster.push(...roster.splice(roster.indexOf(agent), 1))
          else agent.name = '},{"'.repeat(n % 3)
          const data = { agents: structuredClone(roster), chat: { id: `c${n}` } }
          const text = JSON.stringify({ trigger: 'chats:assign', data, created_at: n })
          const { payload: read, bytes, roster: { spans = [] } = {} } = reader.read(new TextEncoder().encode(text))
          expect(read).toEqual(JSON.parse(text))
          expect(spans.length).toBe(2 * roster.length)
          for (const [i, one] of roster.entries()) {
            expect(decoder.decode(bytes.subarray(spans[2 * i], spans[2 * i + 1]))).toBe(JSON.stringify(one))
          }
        }
      }),
      { seed: 17, numRuns: 300 },
    )
  })

  test.each([
    (time: number) => `"lastActivity":${time},"lastActivity" :10`,
    (time: number) => `"lastActivity" :10,"lastActivity":${time}`,
    (time: number) => `"lastActivity" :10,"extraInfo":{"lastActivity":${time}}`,
    (time: number) => `"extraInfo":{"lastActivity":${time}},"lastActivity"\t: 10`,
    (time: number) => `"extraInfo":{"lastActivity" :10},"lastActivity":${time}`,
    (time: number) => `"lastActivity":${time},"l\\u0061stActivity":10`,
    (time: number) => `"lastActivity":${time}e0,"status":"lastActivity"`,
  ])('A16 takes no other lastActivity for the agent’s own (%#)', (activity) => {
    const reader = new PayloadReader(tools)
    for (const time of [10, 11, 12, 10]) {
      const acting = `{"id":"a","capacity":1,${activity(time)}}`
      const agents = `[${acting},{"id":"b","capacity":1},{"id":"c","capacity":1}]`
      const text = `{"trigger":"chats:assign","data":{"agents":${agents},"chat":{"id":"c"}},"created_at":5}`
      const { payload: read, roster: list } = reader.read(new TextEncoder().encode(text))
      expect(read).toEqual(JSON.parse(text))
      expect(list?.spans).toHaveLength(6)
    }
  })

  test('A16 follows agents of whom anything may change, and be anything', () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(10, 11, 100, 1e21, '10', '}', '"', '\\', '],', 'é', [], [[]], {}, { lastActivity: 10 }),
    )
    const member = fc.constantFrom(
      'name',
      'lastActivity',
      'extraInfo',
      'gender',
      '__proto__',
      '7',
      'lästActivity',
      'id"',
    )
    const change = fc.record({
      place: fc.nat(5),
      members: fc.dictionary(member, anything, { minKeys: 1, maxKeys: 3 }),
      act: fc.constantFrom('has', 'has', 'has', 'lacks', 'acts', 'acts', 'is new', 'renames', 'spaced'),
    })
    let patched = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
        const counting = { ...tools, same: tools.same, text: (...at: Parameters<ByteTools['text']>) => read(...at) }
        let longest = 0
        const read: ByteTools['text'] = (bytes, from, to) => {
          longest = Math.max(longest, to - from)
          return tools.text(bytes, from, to)
        }
        const reader = new PayloadReader(counting)
        const roster = Array.from({ length: 6 }, (_, i) => ({
          id: `a${i}`,
          capacity: 3,
          name: 'n'.repeat(i * 40),
          lastActivity: 10,
          gender: 'g'.repeat(400),
          extraInfo: {},
        }))
        for (const [n, { place, members, act }] of changes.entries()) {
          const agent = roster[place] as (typeof roster)[number]
          if (act === 'acts') agent.lastActivity = 10 + n
          else
            for (const [key, value] of Object.entries(members)) {
              if (act === 'lacks') Reflect.deleteProperty(agent, key)
              else Object.defineProperty(agent, key, { value, enumerable: true, configurable: true, writable: true })
            }
          if (act === 'is new') agent.id = `n${n}`
          const texts = roster.map((one, i) =>
            JSON.stringify(one, null, act === 'spaced' && i === place ? 1 : undefined),
          )
          if (act === 'renames') texts[place] = texts[place]?.replace('"gender":', '"gendre":') ?? ''
          const text = `{"trigger":"chats:assign","data":{"agents":[${texts.join(',')}],"chat":{"id":"c"}},"created_at":5}`
          const expected = outcome(() => parsePayload(text))
          longest = 0
          const got = outcome(() => reader.read(new TextEncoder().encode(text)).payload)
          expect(got).toEqual(expected)
          expect(JSON.stringify(got.value)).toBe(JSON.stringify(expected.value))
          if (longest < 400) patched += 1
        }
      }),
      { seed: 18, numRuns: 1000 },
    )
    expect(patched).toBeGreaterThan(1000)
  })

  test('A16 parses of an agent who has changed no more than what has', () => {
    const parsed: string[] = []
    const reader = new PayloadReader({
      ...tools,
      text: (bytes, from, to) => {
        parsed.push(tools.text(bytes, from, to))
        return parsed.at(-1) as string
      },
    })
    const read = (...changes: readonly object[]): readonly string[] => {
      const agents = changes.map((change, i) => ({ id: `a${i}`, capacity: 1, chats: [], name: 'n', ...change }))
      const data = { agents, chat: { id: 'c' } }
      parsed.length = 0
      reader.read(new TextEncoder().encode(JSON.stringify({ trigger: 'chats:assign', data, created_at: 5 })))
      return parsed.filter((text) => !text.includes('chats:assign') && !text.includes('created_at'))
    }
    read({}, {}, {})
    expect(read({}, { capacity: 10, chats: ['c'] }, {})).toEqual(['"capacity":10', '"chats":["c"]'])
    expect(read({}, { capacity: 10, chats: ['c', 'd'], name: '}' }, {})).toEqual(['"chats":["c","d"]', '"name":"}"'])
    expect(read({ id: 'b' }, { capacity: 10, chats: ['c', 'd'], name: '}' }, {})).toContain(
      '{"id":"b","capacity":1,"chats":[],"name":"n"}',
    )
  })

  test('A16 neither parses nor decodes an agent again who is what they were', () => {
    const reader = new PayloadReader(tools)
    const decoding = new AssignDecoder({})
    const decoded = ['1', '2'].map((chat) => {
      const agents = ['a', 'b'].map((id) => ({ id, capacity: 1, name: id === 'b' ? chat : '' }))
      const text = JSON.stringify({ trigger: 'chats:assign', data: { agents, chat: { id: chat } }, created_at: 5 })
      const { payload: read } = reader.read(new TextEncoder().encode(text))
      if (!isAssign(read)) throw new Error('not what was written')
      return decoding.decode(read, chat)
    })
    expect(decoded[1]?.agents[0]).toBe(decoded[0]?.agents[0])
    expect(decoded[1]?.agents[1]).not.toBe(decoded[0]?.agents[1])
  })
})

function outcome<T>(work: () => T): { readonly value?: T; readonly thrown?: string } {
  try {
    return { value: work() }
  } catch (error) {
    return { thrown: (error as Error).message }
  }
}

/** Sets and maps as lists. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'object' && item !== null && 'has' in item && Symbol.iterator in item
        ? [...(item as Iterable<unknown>)]
        : item,
    ),
  ) as unknown
}
