import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fixturePath } from '@pointsman/fixtures'
import type { Scenario } from '@pointsman/simulator'
import { describe, expect, it } from 'vitest'
import { parseColumnRoles } from '../reconstruct/history/column-roles.ts'
import { readHistory } from '../reconstruct/history/read-history.ts'
import { scenarioSchema } from '../schemas/scenario.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

const columns =
  'chat=Chat,date=Date,queue=Team,arrived=Created,attended=Answered,ended=Closed,agent=Agent,outcome=Result'

/** Customers of two queues, some of whom give up, and agents of whom one is slow. */
const world: Scenario = {
  pointsman: 'scenario/1',
  name: 'a world',
  horizon: { chats: 3000 },
  platform: { acceptance: 'join' },
  queues: [
    {
      id: 'sales',
      arrivals: { kind: 'poisson', perSecond: 0.03 },
      handleTime: { kind: 'gamma', mean: 240, sd: 120 },
      patience: { kind: 'exponential', mean: 150 },
    },
    {
      id: 'support',
      arrivals: { kind: 'poisson', perSecond: 0.03 },
      handleTime: { kind: 'gamma', mean: 360, sd: 180 },
      patience: { kind: 'exponential', mean: 150 },
    },
  ],
  agents: [{ id: 'a', count: 9, slots: 2, queues: ['sales', 'support'] }],
}

interface Row {
  id: string
  queue: string
  arrived: number
  agent: string
  attended: number | ''
  ended: number | ''
}

/** What a simulated recording tells of each chat. */
function rowsOf(recording: string): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const line of recording.trimEnd().split('\n')) {
    const {
      trigger,
      created_at: at,
      data,
    } = JSON.parse(line) as {
      trigger: string
      created_at: number
      data: { chat?: { id: string; room?: string }; chatId?: string; userId?: string }
    }
    const id = data.chat?.id ?? data.chatId ?? ''
    const row = rows.get(id) ?? { id, queue: String(data.chat?.room), arrived: at, agent: '', attended: '', ended: '' }
    rows.set(id, row)
    if (trigger === 'invitations:accept') Object.assign(row, { agent: data.userId, attended: at })
    if (trigger === 'chats:close') row.ended = at
  }
  return [...rows.values()]
}

describe('reconstruct a history', () => {
  it('HI2 reads a table by its headings: any separator, quotes, clock times beside a date and past midnight, and words', async () => {
    const path = fixturePath('histories/chats.csv')
    const chats = await readHistory(path, 'chats.csv', parseColumnRoles(columns))
    const at = (time: string, day = 2): number =>
      Date.UTC(2026, 2, day, ...(time.split(':').map(Number) as [number])) / 1000
    expect(chats).toHaveLength(8)
    expect(chats[1]).toMatchObject({ id: '1002', queue: 'sales', attended: { agent: 'Ben; nights', at: at('9:1:42') } })
    expect(chats[2]).toMatchObject({ arrivedAt: at('9:3:0'), attended: undefined, endedAt: at('9:4:30') })
    expect(chats[6]).toMatchObject({
      arrivedAt: at('23:58:40'),
      attended: { at: at('0:0:10', 3) },
      endedAt: at('0:9:45', 3),
    })
    await temporary({ 'chats.csv.gz': '' }, async (file) => {
      writeFileSync(file('chats.csv.gz'), gzipSync(readFileSync(path)))
      expect(await readHistory(file('chats.csv.gz'), 'chats.csv.gz', parseColumnRoles(columns))).toEqual(chats)
    })
    expect(chats[7]).toMatchObject({ arrivedAt: at('0:3:0', 3), attended: undefined })
  })

  it('HI3 a simulated history comes back with its arrivals, handle times and patience', () =>
    temporary({ 'world.json': JSON.stringify(world) }, async (path) => {
      const argv = [
        'simulate',
        path('world.json'),
        '--replications',
        '1',
        '--seed',
        '7',
        '--record',
        path('day.ndjson'),
      ]
      await runInProcess(argv)
      const rows = rowsOf(readFileSync(path('day.ndjson'), 'utf8'))
      const csv = rows.map(({ id, queue, arrived, agent, attended, ended }) =>
        [id, queue, arrived, agent, attended, ended].join(','),
      )
      await temporary({ 'chats.csv': `id,team,came,who,answered,over\n${csv.join('\n')}\n` }, async (file) => {
        const roles = 'chat=id,queue=team,arrived=came,agent=who,attended=answered,ended=over'
        const { code, err } = await runInProcess([
          'reconstruct',
          file('chats.csv'),
          '--columns',
          roles,
          '-o',
          file('s.json'),
        ])
        expect({ code, err }).toEqual({ code: 0, err: '' })
        const scenario = scenarioSchema.parse(JSON.parse(readFileSync(file('s.json'), 'utf8'))) as Scenario
        expect(scenario.platform?.acceptance).toBe('join')
        expect(scenario.agents.map(({ id, slots }) => [id, slots]).toSorted()).toEqual(
          [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`a-${n}`, 2]),
        )
        const first = Math.min(...rows.map(({ arrived }) => arrived))
        for (const { id, arrivals, handleTime, patience } of scenario.queues) {
          const own = rows.filter(({ queue }) => queue === id).toSorted((a, b) => a.arrived - b.arrived)
          if (arrivals.kind !== 'trace') throw new Error(arrivals.kind)
          expect(arrivals.at.length).toBe(own.length)
          for (const [i, row] of own.entries()) {
            expect(arrivals.at[i]).toBeCloseTo(row.arrived - first, 2)
            const { chats } = arrivals
            if (row.attended === '') {
              expect(chats?.patience?.[i]).toBeCloseTo(Number(row.ended) - row.arrived, 2)
            } else expect(chats?.handleTime?.[i]).toBeCloseTo(Number(row.ended) - row.attended, 2)
          }
          const done = own.filter(({ attended }) => attended !== '')
          const mean = done.reduce((sum, row) => sum + Number(row.ended) - Number(row.attended), 0) / done.length
          expect(Math.abs(meanOf(handleTime) / mean - 1)).toBeLessThan(0.03)
          // Two thirds to half as much again: most customers are attended before they would leave.
          expect(meanOf(patience)).toBeGreaterThan(100)
          expect(meanOf(patience)).toBeLessThan(225)
        }
        expect(scenario.origin?.fit).toEqual({ bearable: true, because: [] })
        expect(scenario.origin?.assumptions.join(' ')).toContain('a history does not tell who was free')
        const simulated = await runInProcess([
          'simulate',
          file('s.json'),
          '--replications',
          '1',
          '--workers',
          '1',
          '--json',
        ])
        expect(simulated.code).toBe(0)
      })
    }))

  it('HI4 what is wrong is one line with its place, what was expected and what came', () =>
    temporary({}, async () => {
      const header = 'came,who,over,outcome'
      const refused = async (
        csv: string,
        roles = 'arrived=came,agent=who,ended=over,outcome=outcome',
      ): Promise<string> =>
        temporary({ 'h.csv': csv }, async (path) => {
          const { code, err, out } = await runInProcess(['reconstruct', path('h.csv'), '--columns', roles])
          expect({ code, out }).toEqual({ code: 2, out: '' })
          return err.replaceAll(path('h.csv'), 'h.csv').trimEnd()
        })
      const row = '1767571200,ana,1767571260,closed'
      expect(await refused(`${header}\n${row}\nsoon,ana,1767571260,closed\n`)).toMatch(
        /^pointsman: h\.csv:3: column "came": expected a time in ISO 8601, .*, got "soon"$/,
      )
      expect(await refused(`${header}\n1767571200,ana,1767571100,closed\n`)).toContain(
        'h.csv:2: column "over": expected a time that is not before the one that it follows, got "1767571100"',
      )
      expect(await refused(`${header}\n${row}\n1767571200,,1767571260,closed\n`)).toContain(
        'h.csv:3: column "who": expected who attended the chat, got nothing',
      )
      expect(await refused(`${header}\n1767571200,ana,1767571260,fine\n`)).toContain(
        'column "outcome": expected one of attended,',
      )
      expect(await refused(`${header}\n${row}\n1767571200,ana\n`)).toMatch(/h\.csv:3: /)
      expect(await refused('')).toContain('expected a line of headings, got an empty file')
      expect(await refused(`${header}\n`)).toContain('expected chats that agents attended, got 0 chats and nobody')
      expect(await refused('a,b\n')).toContain('h.csv:1: expected a column "came" (arrived), got "a", "b"')
      expect(await refused('', 'arrived=a')).toContain('--columns: expected arrived, agent and ended among them')
      expect(await refused('', 'arived=a')).toContain('got "arived"; did you mean arrived?')
      expect(await refused('', 'arrived')).toContain('--columns: expected what=heading, got "arrived"')
    }))
})

function meanOf(distribution: unknown): number {
  const { mean, value, values } = distribution as { mean?: number; value?: number; values?: readonly number[] }
  return mean ?? value ?? (values ?? []).reduce((sum, one) => sum + one, 0) / (values?.length ?? 1)
}
