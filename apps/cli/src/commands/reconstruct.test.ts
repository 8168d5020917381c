import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Scenario } from '@pointsman/simulator'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { scenarioSchema } from '../schemas/scenario.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

const world: Scenario = {
  pointsman: 'scenario/1',
  name: 'a world',
  horizon: { chats: 1500 },
  platform: { acceptance: 'invite', invitationTimeout: 20 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      languages: { en: 0.7, es: 0.3 },
      handleTime: { kind: 'exponential', mean: 240 },
      patience: { kind: 'exponential', mean: 120 },
    },
  ],
  agents: [
    { id: 'a', count: 6, slots: 2, queues: ['q'], answers: { accept: 0.9, after: { kind: 'exponential', mean: 5 } } },
    { id: 'b', count: 2, slots: 3, queues: ['q'], languages: ['en'] },
  ],
}

let recording = ''
/** Lines of the recording that ask for an agent. */
let requests: readonly string[] = []

beforeAll(() =>
  temporary({ 'world.json': JSON.stringify(world) }, async (path) => {
    const argv = ['simulate', path('world.json'), '--replications', '1', '--seed', '5', '--record', path('day.ndjson')]
    await runInProcess(argv)
    recording = readFileSync(path('day.ndjson'), 'utf8')
    requests = recording.split('\n').filter((line) => line.includes('"chats:assign"'))
  }),
)

describe('reconstruct', () => {
  it('RC15 writes a scenario that is valid, names the recording, and can be simulated', () =>
    temporary({ 'day.ndjson': recording }, async (path) => {
      const { code, err } = await runInProcess(['reconstruct', path('day.ndjson'), '-o', path('day.json')])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const scenario = scenarioSchema.parse(JSON.parse(readFileSync(path('day.json'), 'utf8')))
      expect(scenario.name).toBe('day.ndjson')
      expect(scenario.agents.map(({ id, slots }) => [id, slots]).toSorted()).toEqual([
        ...[1, 2, 3, 4, 5, 6].map((n) => [`a-${n}`, 2]),
        ...[1, 2].map((n) => [`b-${n}`, 3]),
      ])
      expect(scenario.origin?.recording).toMatchObject({ chats: 1500, requests: requests.length, listing: 'everybody' })
      const simulated = await runInProcess([
        'simulate',
        path('day.json'),
        '--replications',
        '2',
        '--workers',
        '1',
        '--json',
      ])
      expect({ code: simulated.code, err: simulated.err }).toEqual({ code: 0, err: '' })
      expect(JSON.parse(simulated.out)).toMatchObject({ chats: { offered: 1500 } })
    }))

  it('RC15 --json prints the scenario that -o writes, and - reads standard input', () =>
    temporary({ 'day.ndjson': recording }, async (path) => {
      const file = await runInProcess([
        'reconstruct',
        path('day.ndjson'),
        '--json',
        '-o',
        path('out.json'),
        '--name',
        'x',
      ])
      expect(file.out).toBe(readFileSync(path('out.json'), 'utf8'))
      const piped = await runInProcess(['reconstruct', '-', '--json', '--name', 'x'], { stdin: recording })
      expect(piped.out).toBe(file.out)
    }))

  it('RC16 people get every figure with how it came about and its interval, in 80 columns', () =>
    temporary({ 'day.ndjson': recording }, async (path) => {
      const { out } = await runInProcess(['reconstruct', path('day.ndjson')])
      for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80)
      expect(out).toMatch(/^arrivals of q +observed +– +– +1,500$/m)
      expect(out).toMatch(/^handle time of q +inferred +2\d\d s +2\d\d…2\d\d +1,\d+$/m)
      expect(out).toMatch(/^service level seconds +assumed +20 s/m)
      expect(out).toMatch(/^mode +(observed|assumed) +queue/m)
      expect(out).toMatch(/^a-1 +2 +\d+\.\d /m)
      expect(out).toContain('The recording bears the question')
    }))

  it('RC16 a recording that does not bear the question says why, and is written all the same', () =>
    temporary({ 'few.ndjson': requests.slice(0, 100).join('\n') }, async (path) => {
      const { code, err, out } = await runInProcess(['reconstruct', path('few.ndjson'), '-o', path('few.json')])
      expect(code).toBe(0)
      expect(out).toContain('does not bear the question')
      expect(err).toMatch(/warning: .*few\.ndjson: \d+ chats were seen with an agent: at least 300 are needed/)
      expect(JSON.parse(readFileSync(path('few.json'), 'utf8'))).toMatchObject({ origin: { fit: { bearable: false } } })
      const simulated = await runInProcess(['simulate', path('few.json'), '--replications', '2', '--workers', '1'])
      expect(simulated.code).toBe(0)
      expect(simulated.err).toMatch(
        /warning: .*few\.json: its recording does not bear the question .*: \d+ chats were seen/,
      )
    }))

  it('RC15 what holds no request is bad input, and so is a place that cannot be written to', () =>
    temporary({ 'none.ndjson': '{"trigger":"chats:close","data":{"chatId":"c"},"created_at":1}\n' }, async (path) => {
      const { code, err, out } = await runInProcess(['reconstruct', path('none.ndjson'), '-o', path('none.json')])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toBe(
        `pointsman: ${path('none.ndjson')}: expected requests for agents, with agents listed, or events that say who had which chat; got 0 requests\n`,
      )
      expect(existsSync(path('none.json'))).toBe(false)
      writeFileSync(path('some.ndjson'), requests.slice(0, 400).join('\n'))
      const unwritable = await runInProcess(['reconstruct', path('some.ndjson'), '-o', path('no/where.json')])
      expect({ code: unwritable.code, out: unwritable.out }).toEqual({ code: 2, out: '' })
      expect(unwritable.err.split('\n').at(-2)).toMatch(/where\.json: cannot be written: ENOENT$/)
    }))
})
