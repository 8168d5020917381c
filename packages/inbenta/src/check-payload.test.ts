import { PayloadError } from '@pointsman/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPayload } from './check-payload.ts'
import { parsePayload } from './parse-payload.ts'
import { payloadSchema } from './schema.ts'

/** A small good payload, fresh each time. */
function good(): Record<string, unknown> {
  return {
    trigger: 'chats:assign',
    appId: 'gAb5UV4ty',
    data: {
      agents: [
        { id: 'ana', capacity: 2, status: 'online', chats: ['c1'], restrictions: { rooms: ['1'], languages: [] } },
        { id: 7, capacity: 0, rejections: '', chatsAssigned: null, extraInfo: {}, invitations: ['c2'] },
        { id: 'ben', capacity: 10_000 },
      ],
      chat: { id: 'chat', room: 1, lang: 'en', attended: '', usersInvited: ['ana'], rejectedBy: [] },
    },
    created_at: 1_776_151_041,
  }
}

function refusal(value: unknown): PayloadError {
  try {
    checkPayload(value)
  } catch (error) {
    if (error instanceof PayloadError) return error
    throw error
  }
  throw new Error('was not refused')
}

/** The payload with one place changed; undefined takes the field away. */
function altered(path: readonly (string | number)[], value: unknown): Record<string, unknown> {
  const payload = good()
  let at = payload as Record<string | number, unknown>
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>
  const last = path.at(-1) as string
  if (value === undefined) delete at[last]
  else at[last] = value
  return payload
}

const agent = (i: number, field: string): readonly (string | number)[] => ['data', 'agents', i, field]

describe('what is refused', () => {
  const cases: readonly [readonly (string | number)[], unknown, string][] = [
    [['trigger'], undefined, 'trigger: expected text, got nothing'],
    [['trigger'], 5, 'trigger: expected text, got 5'],
    [
      ['created_at'],
      1_776_151_041_000,
      'created_at: expected a number (Unix seconds, at most 9,999,999,999), got 1776151041000',
    ],
    [['created_at'], -1, 'created_at: expected a number (Unix seconds, at most 9,999,999,999), got -1'],
    [['created_at'], '', 'created_at: expected a number (Unix seconds, at most 9,999,999,999), got ""'],
    [['data'], [], 'data: expected an object, got an empty list'],
    [['data', 'chat'], undefined, 'data.chat: expected an object, got nothing'],
    [['data', 'chat', 'id'], '', 'data.chat.id: expected an id (text that is not empty, or a whole number), got ""'],
    [['data', 'chat', 'lang'], 3, 'data.chat.lang: expected text, got 3'],
    [['data', 'chat', 'rejectedBy'], 'ana', 'data.chat.rejectedBy: expected a list, got "ana"'],
    [['data', 'agents'], {}, 'data.agents: expected a list, got an object'],
    [['data', 'agents', 1], null, 'data.agents[1]: expected an object, got null'],
    [
      agent(2, 'id'),
      undefined,
      'data.agents[2].id: expected an id (text that is not empty, or a whole number), got nothing',
    ],
    [
      agent(2, 'id'),
      2 ** 60,
      'data.agents[2].id: expected an id (text that is not empty, or a whole number), got 1152921504606847000',
    ],
    [agent(2, 'capacity'), 'two', 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got "two"'],
    [agent(2, 'capacity'), Number.NaN, 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got NaN'],
    [agent(2, 'capacity'), -1, 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got -1'],
    [agent(2, 'capacity'), 1e9, 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got 1000000000'],
    [agent(2, 'capacity'), 0.5, 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got 0.5'],
    [agent(2, 'capacity'), undefined, 'data.agents[2].capacity: expected a whole number from 0 to 10,000, got nothing'],
    [agent(0, 'rejections'), {}, 'data.agents[0].rejections: expected a list, got an object'],
    [agent(0, 'restrictions'), 'all', 'data.agents[0].restrictions: expected an object, got "all"'],
    [agent(2, 'id'), 'ana', 'data.agents[2].id: expected an id of its own, got "ana" once more'],
    [agent(2, 'id'), '7', 'data.agents[2].id: expected an id of its own, got "7" once more'],
  ]
  test.each(cases)('I3 %j set to %j', (path, value, message) => {
    expect(refusal(altered(path, value)).message).toBe(message)
  })

  test('I2 an error holds its place, what was expected and what came', () => {
    const { path, expected, got } = refusal(altered(agent(0, 'capacity'), 'x'.repeat(1000)))
    expect({ path, expected }).toEqual({ path: 'data.agents[0].capacity', expected: 'a whole number from 0 to 10,000' })
    expect(got).toBe(`"${'x'.repeat(40)}" …`)
  })

  test.each([
    ['', 'expected JSON, got nothing'],
    [' \n', 'expected JSON, got nothing'],
    ['{"trigger":', /^expected JSON, got something else \(.+\)$/],
    ['{"trigger":\n"\u001b[31m\u0007 x', /^expected JSON, got something else \([^\p{C}]+\)$/u],
    ['[1]', 'expected an object, got a list'],
    ['null', 'expected an object, got null'],
  ])('I2 the text %j is refused in one line', (text, message) => {
    expect(() => parsePayload(text)).toThrow(PayloadError)
    if (typeof message === 'string') expect(() => parsePayload(text)).toThrow(new PayloadError('', ...halves(message)))
    else expect(() => parsePayload(text)).toThrow(message)
  })

  test('I3 the second of two agents with one id is found among many as among few', () => {
    for (const count of [2, 31, 32, 33, 500]) {
      const agents = Array.from({ length: count }, (_, i) => ({ id: `a${i === count - 1 ? 0 : i}`, capacity: 1 }))
      expect(refusal(altered(['data', 'agents'], agents)).path).toBe(`data.agents[${count - 1}].id`)
    }
  })
})

function halves(message: string): [string, string] {
  const [expected, got] = message.replace('expected ', '').split(', got ')
  return [expected as string, got as string]
}

describe('what passes', () => {
  test.each([
    ['no lists and no times at all', altered(['data', 'agents'], [{ id: 1, capacity: 0 }])],
    ['no agents', altered(['data', 'agents'], [])],
    ['a chat that is nothing but an id', altered(['data', 'chat'], { id: 5 })],
    ['fields that nobody knows', altered(['data', 'novelty'], { deep: [1] })],
    ['a status that is no text', altered(agent(0, 'status'), 7)],
    ['a trigger that nobody knows', { trigger: 'moon:rises' }],
    ['another trigger without a time', { trigger: 'chats:close', created_at: '', data: { chatId: 'c' } }],
    ['ids that objects inherit names from', altered(agent(2, 'id'), '__proto__')],
  ])('I4 %s', (_, payload) => {
    expect(checkPayload(payload)).toBe(payload)
  })

  test('I4 a byte order mark before the JSON is no harm', () => {
    expect(parsePayload(`\u{feff}${JSON.stringify(good())}`).trigger).toBe('chats:assign')
  })

  test('I6 a __proto__ key is a field like any other: nothing is inherited from it, nothing is changed by it', () => {
    const text = JSON.stringify(good()).replace('"capacity":2', '"capacity":2,"__proto__":{"chats":7,"polluted":1}')
    expect(parsePayload(text).trigger).toBe('chats:assign')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(refusal(JSON.parse('{"__proto__":{"trigger":"chats:close"}}')).path).toBe('trigger')
  })

  test('I6 the check leaves the payload as it is', () => {
    const payload = good()
    checkPayload(payload)
    expect(payload).toEqual(good())
  })
})

describe('the schema that is documented', () => {
  const texts = ['', 'two', '7', 'ana', 'chats:assign', 'chats:close']
  const numbers = [7, 0, -1, 0.5, 1e9, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY]
  const others = [undefined, null, true, [], {}, ['c1'], [7, null], { rooms: 5 }, { rooms: null, languages: ['x'] }]
  const junk = fc.constantFrom<unknown>(...texts, ...numbers, ...others)

  const chatFields = ['id', 'room', 'lang', 'created', 'usersInvited', 'usersAssigned', 'rejectedBy']
  const agentFields = [
    'id',
    'capacity',
    'status',
    'chats',
    'chatsAssigned',
    'invitations',
    'rejections',
    'restrictions',
  ]
  const places = fc.constantFrom<readonly (string | number)[]>(
    ['trigger'],
    ['appId'],
    ['created_at'],
    ['data'],
    ['data', 'chat'],
    ['data', 'agents'],
    ['data', 'agents', 1],
    ...chatFields.map((field) => ['data', 'chat', field]),
    ...agentFields.map((field) => agent(2, field)),
    ...['rooms', 'languages', 'watch'].map((field) => ['data', 'agents', 0, 'restrictions', field]),
  )

  test('I5 gives the verdict of the check on good and bad payloads', () => {
    const verdicts = { good: 0, bad: 0 }
    fc.assert(
      fc.property(places, junk, (place, value) => {
        const payload = altered(place, value)
        const passes = payloadSchema.safeParse(payload).success
        verdicts[passes ? 'good' : 'bad']++
        if (passes) expect(checkPayload(payload)).toBe(payload)
        else expect(() => checkPayload(payload)).toThrow(PayloadError)
      }),
      { seed: 5, numRuns: 3000 },
    )
    expect(verdicts.good).toBeGreaterThan(300)
    expect(verdicts.bad).toBeGreaterThan(300)
  })

  test('I5 gives the verdict of the check on whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ trigger: fc.string(), data: fc.jsonValue() })), (value) => {
        const passes = payloadSchema.safeParse(value).success
        if (passes) checkPayload(value)
        else expect(() => checkPayload(value)).toThrow(PayloadError)
      }),
      { seed: 6, numRuns: 1000 },
    )
  })
})
