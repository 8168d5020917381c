import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { readRecording } from '@pointsman/recording'
import { checkScenario, Reconstruction, simulate, type Scenario } from '@pointsman/simulator'
import { expect, test } from 'vitest'
import { scenarioSchema } from '../schemas/scenario.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'
import { toldJournal } from '../testing/told-journal.ts'

const world: Scenario = {
  pointsman: 'scenario/1',
  name: 'two groups',
  horizon: { chats: 5000 },
  platform: { acceptance: 'join' },
  queues: [
    {
      id: '1',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      handleTime: { kind: 'gamma', mean: 200, sd: 120 },
      patience: { kind: 'exponential', mean: 240 },
      transfers: [{ to: '2', share: 0.3 }],
    },
    {
      id: '2',
      arrivals: { kind: 'poisson', perSecond: 0.01 },
      handleTime: { kind: 'lognormal', mean: 400, sd: 300 },
      patience: { kind: 'exponential', mean: 500 },
      transfers: [{ to: '1', share: 0.1 }],
    },
  ],
  agents: [
    { id: 'ann', count: 6, slots: 2, queues: ['1'] },
    { id: 'ben', count: 5, slots: 2, queues: ['2'] },
  ],
}

async function found(text: string): Promise<{ scenario: Scenario; err: string; out: string }> {
  return temporary({ 'told.ndjson': text }, async (path) => {
    const { code, err, out } = await runInProcess([
      'reconstruct',
      path('told.ndjson'),
      '-o',
      path('found.json'),
      '--strict',
    ])
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
    const scenario = scenarioSchema.parse(JSON.parse(readFileSync(path('found.json'), 'utf8')))
    expect(checkScenario(scenario).filter(({ level }) => level === 'error')).toEqual([])
    return { scenario, err, out }
  })
}

test.each(['offloads', 'queue calls'] as const)(
  'TR9 from what Aivo told and %s: arrivals, waits, handle times and transfers are those of the world',
  async (arrivals) => {
    const { text, outcome } = toldJournal(world, { seed: 5, arrivals })
    const { scenario, err, out } = await found(text)
    const { figures = {}, fit } = scenario.origin ?? {}
    expect({ err, fit }).toEqual({ err: '', fit: { bearable: true, because: [] } })
    expect(out).toMatch(/transfers of 1 to 2 +inferred +0\.\d+/)
    const queues = new Map(scenario.queues.map((queue) => [queue.id, queue]))
    world.queues.forEach(({ handleTime, id, patience, transfers }) => {
      const queue = queues.get(id) as Scenario['queues'][number]
      const at = `$.queues[${scenario.queues.indexOf(queue)}]`
      const [handled, left, way] = ['handleTime', 'patience', 'transfers[0].share'].map(
        (name) => figures[`${at}.${name}`],
      )
      expect(Math.abs((handled?.value ?? 0) / (handleTime as { mean: number }).mean - 1)).toBeLessThan(0.05)
      expect(Math.abs((left?.value ?? 0) / (patience as { mean: number }).mean - 1)).toBeLessThan(0.15)
      const share = transfers?.[0]?.share ?? 0
      expect(queue.transfers).toEqual([{ to: id === '1' ? '2' : '1', share: way?.value }])
      expect(way?.ci95?.[0]).toBeLessThan(share)
      expect(way?.ci95?.[1]).toBeGreaterThan(share)
    })
    expect(
      scenario.agents
        .map(({ id, queues, slots }) => ({ id, queues, slots }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((n) => ({ id: `ann-${n}`, queues: ['1'], slots: 2 })),
      ...[1, 2, 3, 4, 5].map((n) => ({ id: `ben-${n}`, queues: ['2'], slots: 2 })),
    ])
    // Played again it comes out as the day did: transfers, and what follows from them, are drawn anew.
    const strategy = (seed: number): Strategy => builtin('longest-idle', { seed }) as Strategy
    const again = simulate({ scenario, strategy, seed: 1, replications: 6 })
    for (const metric of ['waitMean', 'abandonRate', 'handleMean', 'transferRate'] as const) {
      const mean = again.reduce((sum, { metrics }) => sum + (metrics[metric] ?? 0) / again.length, 0)
      expect(Math.abs(mean / (outcome.metrics[metric] ?? 1) - 1)).toBeLessThan(0.1)
    }
  },
)

test('TR11 where queue calls went through us Aivo’s events alone give every arrival and every wait', async () => {
  const { text, chats } = toldJournal(world, { seed: 7, arrivals: 'queue calls' })
  const found = await temporary({ 'told.ndjson': text }, async (path) => {
    const reconstruction = new Reconstruction('told')
    for await (const batch of readRecording(path('told.ndjson'), { strict: true }).batches())
      for (const item of batch) if (item.kind === 'facts') reconstruction.learn(item.facts)
    return reconstruction.finish()
  })
  expect(found.scenario?.origin?.fit).toEqual({ bearable: true, because: [] })
  expect(found.waits.length).toBe(chats.size)
  let off = 0
  for (const { arrivedAt, chat, end, lo, queue } of found.waits) {
    const truth = chats.get(chat.id)
    expect({ queue, end: end === 'attended' }).toEqual({
      queue: truth?.queue,
      end: !Number.isNaN(truth?.attendedAt ?? NaN),
    })
    off = Math.max(off, Math.abs(arrivedAt - (truth?.arrivedAt ?? NaN)))
    if (end === 'attended') off = Math.max(off, Math.abs(lo - ((truth?.attendedAt ?? 0) - (truth?.arrivedAt ?? 0))))
  }
  expect(off).toBeLessThan(1e-5)
  expect([...found.waits].filter(({ chat }) => !chat.customer.startsWith('customer'))).toEqual([])
})

test('TR10 Aivo alone tells neither when customers came nor how long they waited, and that is said', async () => {
  const { text } = toldJournal({ ...world, horizon: { chats: 1500 } }, { seed: 6, arrivals: 'untold' })
  const { scenario, err } = await found(text)
  const { assumptions = [], figures = {}, fit } = scenario.origin ?? {}
  expect(fit?.bearable).toBe(false)
  expect(fit?.because).toEqual([expect.stringMatching(/^of \d+ of \d+ chats nothing tells when the customer asked/)])
  expect(err).toContain('nothing tells when the customer asked for somebody')
  expect(figures['$.queues[0].arrivals']).toMatchObject({ how: 'inferred' })
  expect(assumptions.at(-1)).toMatch(/came at the latest when the first event named them/)
  const first = scenario.queues.findIndex(({ id }) => id === '1')
  const handled = figures[`$.queues[${first}].handleTime`]
  expect(Math.abs((handled?.value ?? 0) / 200 - 1)).toBeLessThan(0.08)
  expect(scenario.queues[first]?.transfers?.[0]?.to).toBe('2')
})

test('TR8 the trace and the recording show transfers', () =>
  temporary({ 'w.json': JSON.stringify({ ...world, horizon: { chats: 60 } }) }, async (path) => {
    const run = ['simulate', path('w.json'), '--workers', '1', '--replications', '1']
    const { code, err } = await runInProcess([...run, '--trace', path('t.ndjson'), '--record', path('r.ndjson')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const trace = linesOf(path('t.ndjson'))
    const transferred = trace.filter(({ event }) => event === 'transferred')
    expect(transferred.length).toBeGreaterThan(5)
    for (const { from, to } of transferred) expect([from, to].toSorted()).toEqual(['1', '2'])
    const record = linesOf(path('r.ndjson'))
    const left = record.filter(({ trigger }) => trigger === 'chats:leave')
    expect(left).toHaveLength(transferred.length)
    for (const { data } of left as unknown as readonly { data: { chatId: string } }[]) {
      const asked = record.filter(
        (line) =>
          line['trigger'] === 'chats:assign' && (line['data'] as { chat: { id: string } }).chat.id === data.chatId,
      )
      expect(asked.length).toBeGreaterThan(1)
    }
    const emulated = await runInProcess(['emulate', path('w.json')])
    expect(emulated).toMatchObject({
      code: 2,
      err: `pointsman: ${path('w.json')}: $.queues[0].transfers: expected none: the platform that is emulated has no transfers\n`,
    })
  }))

function linesOf(path: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}
