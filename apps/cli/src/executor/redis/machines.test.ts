import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import type { Scenario } from '@pointsman/simulator'
import { hasRedis, startRedis, type RedisServer } from '@pointsman/server/testing'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { machine, type Came, type Machine } from '../../testing/machines.ts'
import { temporary } from '../../testing/temporary.ts'

const root = fileURLToPath(new URL('../../../../..', import.meta.url))

beforeAll(() => {
  const built = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-b', 'apps/cli'], {
    cwd: root,
  })
  if (built.status !== 0) throw new Error(built.stdout.toString())
})

const scenario: Scenario = {
  pointsman: 'scenario/1',
  name: 'a test',
  horizon: { chats: 40_000 },
  warmup: { chats: 1000 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      handleTime: { kind: 'exponential', mean: 300 },
      patience: { kind: 'exponential', mean: 60 },
    },
    // Nobody comes here after the warm-up: of its waits there is no mean.
    { id: 'empty', arrivals: { kind: 'trace', at: [5] }, handleTime: { kind: 'constant', value: 1 } },
  ],
  agents: [{ id: 'a', count: 5, slots: 3, queues: ['q', 'empty'] }],
}
const files = { 's.json': JSON.stringify(scenario) }

describe.skipIf(!hasRedis)('machines that share a Redis', () => {
  let server: RedisServer
  let redis: Redis
  let machines: Machine[]

  const begin = async (options?: Parameters<typeof startRedis>[0]): Promise<void> => {
    server = await startRedis(options)
    redis = new Redis(server.url, { maxRetriesPerRequest: null })
    redis.on('error', () => undefined)
  }
  beforeEach(() => {
    machines = []
  })
  afterEach(async () => {
    for (const { kill } of machines) kill('SIGKILL')
    await Promise.all(machines.map(({ ended }) => ended))
    redis?.disconnect()
    await server?.end()
  })

  const start = (argv: readonly string[], node?: readonly string[]): Machine => {
    const one = machine(argv, node)
    machines.push(one)
    return one
  }
  const worker = async (threads = 1, node?: readonly string[]): Promise<Machine> => {
    const one = start(['worker', '--redis', server.url, '--workers', String(threads)], node)
    await one.says(/waiting for work/)
    return one
  }
  const ask = (path: string, ...more: readonly string[]): readonly string[] => {
    return ['simulate', path, '--json', '--replications', '16', ...more]
  }
  const away = (path: string, ...more: readonly string[]): Machine => {
    return start(ask(path, '--executor', server.url, ...more))
  }
  const alone = async (path: string, ...more: readonly string[]): Promise<string> => {
    const { status, out, err } = await start(ask(path, '--workers', '1', ...more)).ended
    expect({ status, err }).toEqual({ status: 0, err: '' })
    return out
  }
  let usual: Promise<string> | undefined
  /** What the scenario comes to on one machine: the same for every test, so that one run is enough. */
  const expectedOf = (path: string): Promise<string> => (usual ??= alone(path))

  /** Looks again and again until it is so. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let looks = 0; !(await isSo()); looks++) {
      if (looks > 3000) throw new Error(`it never was so that ${String(isSo)}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const answers = async (): Promise<number> => (await redis.keys('pointsman1:answer:*')).length
  /** Jobs in a list of the queue: `active`, `wait`. */
  const listed = async (list: string): Promise<number> => {
    const [key] = await redis.keys(`pointsman1:jobs-*:${list}`)
    return key === undefined ? 0 : redis.llen(key)
  }
  /** How often the queue told of something: `completed`, `stalled`. */
  const told = async (event: string): Promise<number> => {
    const [key = ''] = await redis.keys('pointsman1:jobs-*:events')
    const entries = (await redis.xrange(key, '-', '+')).map(([, fields]) => fields)
    return entries.filter((fields) => fields[fields.indexOf('event') + 1] === event).length
  }
  const good = (out: string): Omit<Came, 'err'> => ({ status: 0, signal: null, out })

  it('U8 a worker that comes midway, and one that is killed at work, change no byte', () =>
    temporary(files, async (path) => {
      await begin()
      const expected = await expectedOf(path('s.json'))
      const first = await worker()
      const client = away(path('s.json'))
      // Stopped where it stands, with a batch in its hands, so that the other one surely comes before the end.
      await until(async () => {
        if ((await answers()) < 2 || (await listed('active')) === 0) return false
        first.kill('SIGSTOP')
        if ((await listed('active')) > 0) return true
        first.kill('SIGCONT')
        return false
      })
      const before = await answers()
      await worker()
      await until(async () => (await answers()) > before)
      first.kill('SIGKILL')
      expect(await client.ended).toMatchObject(good(expected))
      expect(await told('stalled')).toBeGreaterThan(0)
    }))

  it.each([
    ['empty', false],
    ['with what it held', true],
  ])('U9 Redis that is killed midway and starts again %s changes no byte', (_, keeps) =>
    temporary(files, async (path) => {
      await begin({ keeps })
      const expected = await expectedOf(path('s.json'))
      await worker()
      await worker()
      const client = away(path('s.json'))
      await until(async () => (await answers()) > 1 && (await listed('active')) > 0)
      await redis.set('a key of somebody else', 1)
      await server.stop()
      await client.says(/the connection is lost; waiting until it is back/)
      await server.start()
      expect(await redis.exists('a key of somebody else')).toBe(keeps ? 1 : 0)
      const came = await client.ended
      expect(came).toMatchObject(good(expected))
      expect(came.err).toMatch(/is back\n/)
    }),
  )

  it('U10 what two ask for at once is done once, and what is asked for again is answered at once', () =>
    temporary(files, async (path) => {
      await begin()
      const expected = await expectedOf(path('s.json'))
      const clients = [away(path('s.json')), away(path('s.json'), '--workers', '7')]
      await Promise.all(clients.map((client) => client.says(/no worker of this version is there/)))
      await worker(2)
      for (const client of clients) expect(await client.ended).toMatchObject(good(expected))
      expect(await told('completed')).toBe(16)
      expect((await away(path('s.json')).ended).out).toBe(expected)
      expect(await told('completed')).toBe(16)
      const ttl = await redis.ttl((await redis.keys('pointsman1:answer:*'))[0] as string)
      expect(ttl).toBeGreaterThan(3000)
      expect(ttl).toBeLessThanOrEqual(3600)
    }))

  it('U11 a worker of another version does nothing, and both sides say so', () =>
    temporary(
      {
        ...files,
        'other.mjs': `Object.defineProperty(process, 'versions', { value: { ...process.versions, v8: '0.1' } })\n`,
      },
      async (path) => {
        await begin()
        const strange = await worker(1, ['--import', path('other.mjs')])
        const client = away(path('s.json'))
        await client.says(
          /the worker on \S+ \(process \d+\) is another version and takes none of these jobs: it is .*0\.1/,
        )
        await client.says(/no worker of this version is there/)
        await strange.says(/a run on \S+ \(process \d+\) is another version; this worker takes none of its jobs/)
        await worker(2)
        expect(await client.ended).toMatchObject({ status: 0, out: await expectedOf(path('s.json')) })
        expect(await told('completed')).toBe(16)
        strange.kill('SIGTERM')
        expect((await strange.ended).out).toMatch(/done: 0 replications in 0 batches\n$/)
      },
    ))

  it('U12 an interrupt takes back what nobody has begun; what is done is told', () =>
    temporary(files, async (path) => {
      await begin()
      const client = away(path('s.json'))
      await until(async () => (await listed('wait')) === 16)
      client.kill('SIGINT')
      expect(await client.ended).toMatchObject({ status: 2, out: '' })
      expect(await listed('wait')).toBe(0)
      await worker()
      const second = away(path('s.json'))
      await until(async () => (await answers()) > 1)
      second.kill('SIGINT')
      const { status, out, err } = await second.ended
      expect(status).toBe(0)
      expect(err).toMatch(/pointsman: interrupted; this is what \d+ of 16 replications say\n$/)
      expect((JSON.parse(out) as { replications: number }).replications).toBeLessThan(16)
      expect(await listed('wait')).toBe(0)
    }))

  it('U13 a worker that is told to end finishes what it has, told again gives it back, and others do it', () =>
    temporary(
      { 's.json': JSON.stringify({ ...scenario, horizon: { chats: 2_000_000 } }), 't.json': files['s.json'] },
      async (path) => {
        await begin()
        const one = await worker()
        const small = away(path('t.json'))
        await until(async () => (await answers()) > 0 && (await listed('active')) > 0)
        one.kill('SIGTERM')
        expect(await one.ended).toMatchObject({ status: 0 })
        // Of what it had nothing is left under way, and it was not recovered from it: it was done.
        expect(await listed('active')).toBe(0)
        const two = await worker()
        await small.ended
        expect(await told('stalled')).toBe(0)
        const large = away(path('s.json'), '--replications', '2')
        await until(async () => (await listed('active')) > 0)
        two.kill('SIGTERM')
        await two.says(/is finished/)
        two.kill('SIGTERM')
        expect(await two.ended).toMatchObject({ status: 0, err: '' })
        expect(await listed('active')).toBe(0)
        expect(await listed('wait')).toBe(2)
        expect(await told('stalled')).toBe(0)
        large.kill('SIGKILL')
      },
    ))

  it('U5 policies and plug-ins cross machines whole', () =>
    temporary(
      {
        ...files,
        'mine.mjs': `export default { name: 'mine', decide: ({ agents }) => agents[0]?.id ?? null }\n`,
        'mine.json': JSON.stringify({
          name: 'my policy',
          require: ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected'],
          prefer: ['free-capacity'],
        }),
      },
      async (path) => {
        await begin()
        await worker()
        for (const name of ['mine.mjs', 'mine.json']) {
          const asked = [path('s.json'), '--strategy', path(name), '--replications', '2'] as const
          const expected = await alone(...asked)
          const client = away(...asked)
          // Of a policy nothing but its contents is looked at.
          if (name === 'mine.json') {
            await client.says(/^/)
            await until(async () => (await answers()) > 2)
            writeFileSync(path(name), '')
          }
          expect(await client.ended).toMatchObject(good(expected))
        }
      },
    ))

  it('U5 a plug-in that is not on a worker ends the run in one line', () =>
    temporary({ ...files, 'mine.mjs': `export default { name: 'mine', decide: () => null }\n` }, async (path) => {
      await begin()
      const client = away(path('s.json'), '--strategy', path('mine.mjs'))
      await client.says(/no worker of this version is there/)
      rmSync(path('mine.mjs'))
      await worker()
      const came = await client.ended
      expect(came).toMatchObject({ status: 2, out: '' })
      expect(came.err).toMatch(
        /\npointsman: \S*mine\.mjs, on the worker \S+: no such file; a plug-in must be on every machine\n$/,
      )
    }))

  it('U4 U5 what a strategy throws on a worker, and a plug-in that is another one there, ends the run in one line', () =>
    temporary(
      { ...files, 'mine.mjs': `export default { name: 'mine', decide() { throw new Error('no way') } }\n` },
      async (path) => {
        await begin()
        const plugin = path('mine.mjs')
        const client = away(path('s.json'), '--strategy', plugin)
        await client.says(/no worker of this version is there/)
        const old = `export default { name: 'mine', decide: () => null }\n`
        writeFileSync(plugin, old)
        await worker()
        const came = await client.ended
        expect(came).toMatchObject({ status: 2, out: '' })
        expect(came.err).toMatch(
          /\npointsman: \S*mine\.mjs, on the worker \S+: expected the plug-in as it is where the run began \(SHA-256 \w{12}…\), got \w{12}…\n$/,
        )
        writeFileSync(plugin, `export default { name: 'mine', decide() { throw new Error('no way') } }\n`)
        expect(await away(path('s.json'), '--strategy', plugin).ended).toMatchObject({
          status: 2,
          out: '',
          err: `pointsman: ${plugin}: mine failed: no way\n`,
        })
        // A failure is no answer to who asks when it is mended.
        writeFileSync(plugin, old)
        expect((await away(path('s.json'), '--strategy', plugin).ended).status).toBe(0)
      },
    ))

  it('U15 what crashes for no reason we know is tried five times, and then told', () =>
    temporary(
      { ...files, 'mine.mjs': `export default { name: 'mine', decide: () => process.exit(7) }\n` },
      async (path) => {
        await begin()
        const one = await worker()
        const { status, out, err } = await away(path('s.json'), '--strategy', path('mine.mjs'), '--replications', '1')
          .ended
        expect({ status, out }).toEqual({ status: 3, out: '' })
        expect(err).toMatch(
          /^pointsman: internal error: a worker on \S+ failed 5 times, the last time with: a thread ended with exit code 7 [^\n]*\n$/,
        )
        one.kill('SIGTERM')
        expect((await one.ended).err.match(/a batch failed \(\d of 5 times\)/g)).toHaveLength(5)
      },
    ))

  it('U13 a worker that is told to end while Redis is away ends all the same', () =>
    temporary(files, async () => {
      await begin()
      const one = await worker()
      await server.stop()
      await one.says(/the connection is lost/)
      one.kill('SIGTERM')
      await one.says(/is finished/)
      one.kill('SIGTERM')
      const { status, out } = await one.ended
      expect(status).toBe(0)
      expect(out).toMatch(/done: 0 replications in 0 batches\n$/)
    }))

  it('U14 where there is no Redis it is one line, without a password', () =>
    temporary(files, async (path) => {
      await begin()
      await server.stop()
      const { host } = new URL(server.url)
      for (const argv of [ask(path('s.json'), '--executor'), ['worker', '--redis']]) {
        const { status, out, err } = await start([...argv, `redis://me:secret@${host}/2`]).ended
        expect({ status, out }).toEqual({ status: 2, out: '' })
        expect(err).toMatch(/^pointsman: redis:\/\/127\.0\.0\.1:\d+\/2: cannot be used: connect ECONNREFUSED [^\n]*\n$/)
        const odd = await start([...argv, `http://me:secret@${host}`]).ended
        expect(odd).toMatchObject({ status: 2, out: '' })
        expect(odd.err).toMatch(
          /^pointsman: --\w+: expected an address such as redis:\/\/127.0.0.1:6379, got [^\n]*\n$/,
        )
        expect(err + odd.err).not.toContain('secret')
      }
    }))
})
