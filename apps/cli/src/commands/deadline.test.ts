import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalog } from '@pointsman/core'
import { parseFaults } from '@pointsman/emulator'
import { decodeAssign, encodeAnswer, isAssign, parsePayload, type ReplyShape } from '@pointsman/inbenta'
import { serve, type Running } from '@pointsman/webhook'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerKind } from '../deadline/answers.ts'
import { deliveriesWith } from '../deadline/deliveries.ts'
import { deadlineSchema } from '../schemas/deadline.ts'
import { runInProcess, type RunOptions } from '../testing/run-in-process.ts'

interface Told {
  readonly cutOff?: true
  readonly inProcess?: {
    readonly sizes: readonly {
      readonly agents: number
      readonly bodyBytes: number
      readonly requests: number
      readonly decodeMs: Latency
      readonly strategies: Readonly<
        Record<string, { decideMs: Latency; latencyMs: Latency; assigned: number; passed: number; missed: number }>
      >
    }[]
    readonly headroom: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  readonly overHttp?: {
    readonly faultCounts?: Readonly<Record<string, number>>
    readonly sizes: readonly {
      agents: number
      requests: number
      latencyMs: Latency
      answers: Answers
      missed: number
    }[]
    readonly headroom: Readonly<Record<string, unknown>>
    readonly rates?: {
      readonly agents: number
      readonly loads: readonly { perSecond: number; requests: number; held: boolean; answers: Answers }[]
      readonly headroom: Readonly<Record<string, number | null>>
    }
  }
}
type Latency = Readonly<Record<'p50' | 'p99' | 'p999' | 'max', number | null>>
type Answers = Readonly<Record<string, number>>

async function told(argv: readonly string[], options: RunOptions = {}, unheard = ''): Promise<Told> {
  const { code, out, err } = await runInProcess(['deadline', '--json', ...argv], options)
  expect([code, err.replace(/^pointsman: interrupted.*\n$/, '')]).toEqual([unheard === '' ? 0 : 1, unheard])
  const document: unknown = JSON.parse(out)
  expect(deadlineSchema.safeParse(document).error).toBeUndefined()
  return document as Told
}

/** A clock that goes on by so much each time it is read. */
function ticking(nanoseconds: bigint): () => bigint {
  let now = 0n
  return () => (now += nanoseconds)
}

describe('deadline in this process', () => {
  it('DL1 asks every strategy that ships the same questions with each roster, and each names somebody', async () => {
    const { inProcess } = await told(['--agents', '20,2,20', '--requests', '40'], { nanoseconds: ticking(1000n) })
    expect(inProcess?.sizes.map(({ agents, requests }) => [agents, requests])).toEqual([
      [2, 40],
      [20, 40],
    ])
    for (const { strategies } of inProcess?.sizes ?? []) {
      expect(Object.keys(strategies)).toEqual(catalog.map(({ policy }) => policy.name))
      for (const { assigned, passed, missed } of Object.values(strategies)) {
        expect([assigned, passed, missed]).toEqual([40, 0, 0])
      }
    }
  })

  it('DL1 what is asked is what the platform posts: it is read as so many agents, each question another one', () => {
    for (const agents of [1, 10, 300]) {
      const made = deliveriesWith(agents, { seed: 0, run: 'r', from: 1_776_000_000 })
      const [first, second] = [1, 2].map((n) => {
        const payload = parsePayload(made.body(n, 1_776_000_000 + n).toString())
        if (!isAssign(payload)) throw new Error('asks for nothing')
        return decodeAssign(payload)
      })
      expect(first?.agents.length).toBe(agents)
      expect(first?.at).toBe(1_776_000_001)
      expect(first?.chat.createdAt).toBe(1_776_000_001)
      expect(first?.chat.id).not.toBe(second?.chat.id)
      expect(first?.chat.customer).not.toBe(second?.chat.customer)
      expect(first?.id).not.toBe(second?.id)
      expect(made.bytes).toBe(made.body(1, 1_776_000_001).length)
    }
  })

  it('DL2 the choice is timed alone and with the reading, by a clock that is injected', async () => {
    const { inProcess } = await told(['--agents', '2', '--requests', '30', '--strategies', 'random,sticky'], {
      nanoseconds: ticking(1_000_000n),
    })
    const [size] = inProcess?.sizes ?? []
    const all = (ms: number) => ({ p50: ms, p99: ms, p999: ms, max: ms })
    expect(size?.decodeMs.max).toBe(1)
    expect(size?.strategies['random']?.decideMs.max).toEqual(1)
    expect(size?.strategies['random']?.latencyMs).toEqual(all(2))
  })

  it('DL2 what takes longer than 5 s is missed, and the head-room is then measured', async () => {
    const slow = ['--requests', '10', '--strategies', 'random', '--agents', '100,200']
    const { inProcess } = await told(slow, { nanoseconds: ticking(2_501_000_000n) })
    expect(inProcess?.sizes[0]?.strategies['random']?.missed).toBe(inProcess?.sizes[0]?.requests)
    expect(inProcess?.headroom['random']).toEqual({ kind: 'measured', below: null, at: 100 })
    const inTime = await told(slow, { nanoseconds: ticking(2_500_000_000n) })
    expect(inTime.inProcess?.sizes[0]?.strategies['random']?.missed).toBe(0)
    expect(inTime.inProcess?.headroom['random']).toMatchObject({ kind: 'extrapolated' })
  })

  it('DL3 --seconds ends a size early, though ten questions are asked', async () => {
    const { inProcess } = await told(['--agents', '2', '--strategies', 'random', '--seconds', '1'], {
      nanoseconds: ticking(100_000_000n),
    })
    expect(inProcess?.sizes[0]?.requests).toBe(10)
  })

  it('DL9 an interrupt ends it, and what is known is told; before anything is, it is bad input', async () => {
    const agents = ['--agents', '2,4,8', '--requests', '100', '--strategies', 'random']
    // The clock is read when a size begins, and from then on: the interrupt falls into the second one.
    let [reads, interrupt]: [number, (() => void) | undefined] = [0, undefined]
    const interrupted = (after: number): RunOptions => ({
      nanoseconds: () => {
        if (++reads === after) interrupt?.()
        return BigInt(reads) * 1000n
      },
      onInterrupt: (then) => {
        interrupt = then
        return () => {}
      },
    })
    const cut = await told(agents, interrupted(800))
    expect(cut.cutOff).toBe(true)
    expect(cut.inProcess?.sizes.map(({ requests }) => requests)).toEqual([100, expect.any(Number)])
    expect(cut.inProcess?.sizes[1]?.requests).toBeLessThan(100)
    reads = 0
    const { code, err } = await runInProcess(['deadline', ...agents], interrupted(2))
    expect([code, err]).toEqual([2, 'pointsman: interrupted before anything was measured\n'])
  })

  it('DL10 people see a table for each size in 80 columns, and how each figure is known', async () => {
    const { code, out } = await runInProcess(['deadline', '--agents', '2,200,2000', '--requests', '12'], {
      nanoseconds: ticking(123_456n),
    })
    expect(code).toBe(0)
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    for (const { policy } of catalog) expect(out.split(`\n${policy.name} `)).toHaveLength(5)
    expect(out).toContain('2,000 agents in this process')
    expect(out).toContain('extrapolated in proportion from 2,000')
  })

  it('DL11 bad usage is one line', async () => {
    const failed = async (...argv: readonly string[]): Promise<string> => {
      const { code, err, out } = await runInProcess(['deadline', ...argv])
      expect([code, out]).toEqual([2, ''])
      return err
    }
    const url = ['--url', 'http://127.0.0.1:1/']
    expect(await failed('--agents', '10,0')).toMatch(/expected a whole number from 1 to 100000, got "10,0"\n$/)
    expect(await failed('--rates', '5')).toBe('pointsman: --rates: expected --url beside it\n')
    expect(await failed('--no-in-process')).toBe('pointsman: --no-in-process: expected --url beside it\n')
    expect(await failed('--url', 'ftp://x')).toBe('pointsman: --url: expected http://… or https://…, got "ftp://x"\n')
    expect(await failed(...url)).toBe('pointsman: --url: expected --secret beside it, or POINTSMAN_INBENTA_SECRET\n')
    expect(await failed(...url, '--secret', 's', '--faults', 'lag=1s')).toBe(
      'pointsman: --faults: expected latency, loss, duplicate or reorder, got "lag"\n',
    )
    expect(await failed('--strategies', 'rando')).toContain('did you mean')
  })
})

it('DL11 every option that the guide shows is one that there is', async () => {
  const guide = readFileSync(fileURLToPath(new URL('../../../../docs/guide/deadline.md', import.meta.url)), 'utf8')
  const shown = [...guide.matchAll(/^npm start -- deadline ((?:.*\\\n)*.*)$|-- deadline (--no.*)$/gm)].join(' ')
  const options = new Set([...shown.matchAll(/--[a-z-]+/g)].map(([option]) => option))
  const { out } = await runInProcess(['deadline', '--help'])
  expect(options.size).toBeGreaterThan(4)
  for (const option of options) expect(out).toContain(`  ${option}`)
  const [, faults = ''] = /--faults (\S+)$/m.exec(guide) ?? []
  expect(Object.keys(parseFaults(faults))).toEqual(['latency', 'loss', 'duplicate', 'reorder'])
})

describe('deadline over HTTP', () => {
  let folder: string
  let webhook: Running
  const real = (): RunOptions => ({ nanoseconds: () => process.hrtime.bigint() })
  const over = (...argv: readonly string[]): readonly string[] => [
    '--no-in-process',
    '--url',
    `${webhook.url}/webhooks/inbenta`,
    ...argv,
  ]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pointsman-'))
    const config = join(folder, 'pointsman.json')
    await writeFile(config, JSON.stringify({ inbenta: { secrets: ['a-secret'] }, journal: false, state: folder }))
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
    webhook = await serve({ config, port: 0, host: '127.0.0.1', environment: {}, signals: false, log: quiet })
  })
  afterAll(async () => {
    await webhook.stop()
    await rm(folder, { recursive: true })
  })

  it('DL12 a real webhook takes what is signed, and every answer names somebody listed, one at a time and at a rate', async () => {
    const { overHttp } = await told(
      over('--secret', 'a-secret', '--agents', '10,100', '--requests', '30', '--seconds', '1', '--rates', '20,40'),
      real(),
    )
    expect(overHttp?.sizes.map(({ agents, requests, answers }) => [agents, requests, answers['honoured']])).toEqual([
      [10, 30, 30],
      [100, 30, 30],
    ])
    expect(overHttp?.headroom).toMatchObject({ kind: 'unknown' })
    expect(overHttp?.rates?.agents).toBe(100)
    for (const { answers, requests } of overHttp?.rates?.loads ?? []) {
      expect(answers['honoured']).toBe(requests)
      expect(requests).toBeGreaterThan(5)
    }
  })

  it('DL12 what is signed with another secret fails, every one of it', async () => {
    const { overHttp } = await told(
      over('--secret', 'another', '--agents', '10', '--requests', '20', '--rates', '20', '--seconds', '1'),
      real(),
      'pointsman: warning: --url: none of the deliveries was answered as it must be: answered 401; is the secret that of the webhook?\n',
    )
    expect(overHttp?.sizes[0]).toMatchObject({ requests: 20, missed: 20, answers: { failed: 20, honoured: 0 } })
    expect(overHttp?.headroom).toEqual({ kind: 'unknown', why: 'nothing was answered' })
    expect(overHttp?.rates).toBeUndefined()
    expect(overHttp).toMatchObject({ trouble: 'answered 401' })
  })

  it('DL12 where nobody answers it says why', async () => {
    const words = ['--secret', 's', '--agents', '10', '--requests', '10', '--rate-agents', '0', '--no-in-process']
    const { code, out, err } = await runInProcess(['deadline', '--url', 'http://127.0.0.1:1/', ...words])
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/The last\s+that\s+failed:\s+ECONNREFUSED\.[^]* – +nothing was answered/),
    ])
    expect(err).toBe('pointsman: warning: --url: none of the deliveries was answered as it must be: ECONNREFUSED\n')
  })

  it('DL12 an answer is told apart: somebody listed in any shape, blank, or invalid', () => {
    const listed = new Set(['ana'])
    for (const shape of ['agentId', 'agent', 'id', 'text'] satisfies ReplyShape[]) {
      const of = (agent: string) =>
        answerKind(encodeAnswer({ kind: 'assign', agent, settledBy: '' } as never, shape).body, listed)
      expect([shape, of('ana'), of('ben'), of('')]).toEqual([shape, 'honoured', 'invalid', 'blank'])
    }
    expect(answerKind('{"agent":{"id":"ana"}}', listed)).toBe('honoured')
    expect(['[]', 'true', '<html>', '{"agents":[]}'].map((body) => answerKind(body, listed))).toEqual(
      Array.from({ length: 4 }, () => 'invalid'),
    )
  })

  it('DL8 faults stand between, are counted, and what is lost is no fault of the webhook', async () => {
    const { overHttp } = await told(
      over(
        ...'--secret a-secret --agents 10 --requests 60 --rates 60 --seconds 2'.split(' '),
        ...'--faults latency=1ms,loss=20%,duplicate=20%,reorder=5%'.split(' '),
      ),
      real(),
    )
    const [size] = overHttp?.sizes ?? []
    const counts = overHttp?.faultCounts
    const lost = Number(counts?.['lostOnTheWay']) + Number(counts?.['lostOnTheWayBack'])
    const failed = Number(size?.answers['failed']) + Number(overHttp?.rates?.loads[0]?.answers['failed'])
    expect(failed).toBeGreaterThan(10)
    // Five more go first, and are not counted.
    expect(lost - failed).toBeGreaterThanOrEqual(0)
    expect(lost - failed).toBeLessThanOrEqual(5)
    expect(Number(counts?.['duplicated'])).toBeGreaterThan(5)
    expect(Number(counts?.['reordered'])).toBeGreaterThan(0)
    expect(Number(size?.answers['honoured']) + Number(size?.answers['failed'])).toBe(size?.requests)
  })
})
