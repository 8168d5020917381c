import { describe, expect, it } from 'vitest'
import { payloadText } from '../testing/payload-text.ts'
import { readConfig } from './read-config.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

const roomless = { restrictions: { rooms: [], languages: [] } }
const payload = payloadText({ lang: 'en' }, [
  { id: 'ana', ...roomless, capacity: 1, invitations: ['x'] },
  { id: 'ben', status: 'paused' },
])

async function decided(config: unknown): Promise<unknown> {
  return temporary({ 'c.json': JSON.stringify(config) }, async (path) => {
    const { code, out } = await runInProcess(['decide', '-', '--json', '--config', path('c.json')], { stdin: payload })
    expect(code).toBe(0)
    return (JSON.parse(out) as { decision: unknown }).decision
  })
}

const ana = { kind: 'assign', agent: 'ana' }
const nobody = { kind: 'pass', why: 'none-admitted' }

describe('a server configuration', () => {
  it.each([
    [{}, nobody],
    [{ inbenta: { emptyRooms: 'none' } }, nobody],
    [{ inbenta: { emptyRooms: 'any' } }, ana],
    [{ inbenta: { emptyRooms: 'any', emptyLanguages: 'none' } }, nobody],
    [{ inbenta: { emptyRooms: 'any', capacityCountsInvitations: false } }, nobody],
    [{ inbenta: { emptyRooms: 'any', secrets: ['env:UNSET'] }, port: 7, strategy: 'unknown' }, ana],
  ])('C30 %j says how payloads are read, and its other keys are left alone', async (config, expected) => {
    expect(await decided(config)).toEqual(expected)
  })

  it('C30 says where skills stand, and has policies that can be named; reask reads as it says too', () => {
    const policy = {
      name: 'billing',
      require: [
        'online',
        'has-capacity',
        'serves-queue',
        'speaks-language',
        'has-not-rejected',
        { rule: 'has-skill', skill: 'billing', level: 3 },
      ],
      prefer: ['free-capacity'],
    }
    const config = { skills: { from: 'extraInfo.knows', format: 'map' }, policies: [policy] }
    const agents = [{ id: 'ana' }, { id: 'ben', extraInfo: { knows: { billing: 3 } } }]
    const files = { 'c.json': JSON.stringify(config), 'r.ndjson': `${payloadText({}, agents)}\n` }
    return temporary(files, async (path) => {
      const argv = ['--json', '--config', path('c.json')]
      const one = await runInProcess(['decide', path('r.ndjson'), ...argv, '--strategy', 'billing'])
      expect(JSON.parse(one.out)).toMatchObject({ strategy: 'billing', decision: { agent: 'ben' } })
      const all = await runInProcess(['reask', path('r.ndjson'), ...argv, '--strategies', 'billing'])
      expect(JSON.parse(all.out)).toMatchObject({ strategies: { billing: { chatsByAgent: { ana: 0, ben: 1 } } } })
    })
  })

  it('C30 says what chats need, by themselves and by their queue, as the server does', () => {
    const policy = {
      name: 'able',
      require: ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected', 'has-skill'],
      prefer: ['free-capacity'],
    }
    const agents = [
      { id: 'ana', capacity: 3, extraInfo: { skills: ['refunds'] } },
      { id: 'ben', capacity: 2, extraInfo: { skills: ['refunds:2'] } },
      { id: 'eva', capacity: 1, extraInfo: { skills: ['refunds:2', 'visas'] } },
    ]
    const byQueue = { '1': { refunds: 2 } }
    const cases = [
      [undefined, {}, 'ana'],
      [{ byQueue }, {}, 'ben'],
      [{ from: 'extraInfo.topics', format: 'map', byQueue }, { extraInfo: { topics: { visas: 1 } } }, 'eva'],
    ] as const
    return Promise.all(
      cases.map(async ([needs, chat, agent]) => {
        const config = { policies: [policy], ...(needs === undefined ? {} : { needs }) }
        const files = { 'c.json': JSON.stringify(config), 'p.json': payloadText(chat, agents) }
        await temporary(files, async (path) => {
          const argv = ['decide', path('p.json'), '--json', '--config', path('c.json'), '--strategy', 'able']
          const { out } = await runInProcess(argv)
          expect([needs, JSON.parse(out)]).toMatchObject([needs, { decision: { agent } }])
        })
      }),
    )
  })

  it.each([
    ['{"needs": {"byQueue": {"1": {"refunds": 0}}}}', 'needs.byQueue.1.refunds: expected a number above 0, got 0'],
    ['{"needs": {"byQueue": []}}', 'needs.byQueue: expected an object, got an empty list'],
    ['[]', 'expected an object, got an empty list'],
    ['{"inbenta": 7}', 'inbenta: expected an object, got 7'],
    ['{"inbenta": {"emptyRooms": "all"}}', 'inbenta.emptyRooms: expected none or any, got "all"'],
    ['{"inbenta": {"emptyLanguages": null}}', 'inbenta.emptyLanguages: expected any or none, got null'],
    [
      '{"inbenta": {"capacityCountsInvitations": "yes"}}',
      'inbenta.capacityCountsInvitations: expected true or false, got "yes"',
    ],
    ['{"skills": {"from": 7}}', 'skills.from: expected text that is not empty, got 7'],
    ['{"skills": {"format": "csv"}}', 'skills.format: expected list or map, got "csv"'],
    ['{"policies": {}}', 'policies: expected a list of policies'],
  ])('C3 C30 %s is refused in one line that says where', (text, expected) =>
    temporary({ 'c.json': text }, async (path) => {
      for (const command of ['decide', 'reask']) {
        const { code, out, err } = await runInProcess([command, '-', '--config', path('c.json')], { stdin: payload })
        expect({ code, out, err }).toEqual({ code: 2, out: '', err: `pointsman: ${path('c.json')}: ${expected}\n` })
      }
    }),
  )

  it('C30 without one nothing is configured', async () => {
    expect(await readConfig(undefined)).toBeUndefined()
  })
})
