import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { builtin, type Strategy } from '@pointsman/core'
import { inProcess, type Job, type Scenario } from '@pointsman/simulator'
import { threadsExecutor } from '@pointsman/simulator/pool'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pointsman-test-'))
const file = join(folder, 'strategies.mjs')
const module = pathToFileURL(file).href

// Threads load what is built.
beforeAll(() => {
  const built = spawnSync(
    process.execPath,
    [`${root}/node_modules/typescript/bin/tsc`, '-b', 'packages/simulator/pool'],
    {
      cwd: root,
    },
  )
  if (built.status !== 0) throw new Error(built.stdout.toString())
  const core = new URL('../../core/dist/flat/index.js', import.meta.url).href
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs'
     import { threadId } from 'node:worker_threads'
     import { builtin } from ${JSON.stringify(core)}
     appendFileSync(${JSON.stringify(join(folder, 'begun'))}, threadId + ' ')
     export const loadStrategy = async (reference) => (seed) => {
       if (reference === 'exit') process.exit(7)
       appendFileSync(${JSON.stringify(join(folder, 'threads'))}, threadId + ' ')
       if (reference === 'odd') throw Object.assign(new Error('no way'), { name: 'BadInput' })
       return builtin(reference, { seed })
     }`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const scenario: Scenario = {
  pointsman: 'scenario/1',
  name: 'a test',
  horizon: { chats: 300 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      handleTime: { kind: 'exponential', mean: 100 },
      patience: { kind: 'exponential', mean: 60 },
    },
    {
      id: 'nobody comes',
      arrivals: { kind: 'trace', at: [] },
      handleTime: { kind: 'constant', value: 1 },
    },
  ],
  agents: [{ id: 'a', count: 3, slots: 2, queues: ['q', 'nobody comes'] }],
}

const job = (strategy: string, first: number, count: number, more: Partial<Job> = {}): Job => ({
  scenario,
  strategy,
  seed: 5,
  first,
  count,
  batches: 1,
  profile: false,
  bound: false,
  ...more,
})
const here = inProcess({
  load: async (reference) => (seed) => builtin(reference as string, { seed }) as Strategy,
  pause: setImmediate,
})

describe('an executor', () => {
  it('U1 answers the same on threads as in this thread, in the order of jobs and replications, round after round', async () => {
    const threads = threadsExecutor({ workers: 3, module })
    const rounds = [
      [job('random', 0, 5), job('fill-up', 2, 1), job('random', 0, 1, { seed: 6, batches: 20, bound: true })],
      [job('longest-idle', 1, 1, { scenario: { ...scenario, name: 'b', horizon: { chats: 200 } } })],
      [job('random', 5, 4), job('random', 0, 2)],
    ]
    for (const jobs of rounds) {
      const expected = await here.run(jobs)
      expect(expected.map((outcomes) => outcomes?.length)).toEqual(jobs.map(({ count }) => count))
      expect(await threads.run(jobs)).toStrictEqual(expected)
    }
    await threads.close()
  })

  it('U1 several runs at once have each their own', async () => {
    const threads = threadsExecutor({ workers: 2, module })
    const runs = ['random', 'fill-up', 'longest-idle'].map((strategy) => [job(strategy, 0, 3)])
    const found = await Promise.all(runs.map((jobs) => threads.run(jobs)))
    for (const [place, jobs] of runs.entries()) expect(found[place]).toStrictEqual(await here.run(jobs))
    await threads.close()
  })

  it('U2 shares one job over all threads, and counts what is done', async () => {
    const threads = threadsExecutor({ workers: 2, module })
    const told: number[] = []
    writeFileSync(join(folder, 'threads'), '')
    await threads.run([job('random', 0, 4)], { onProgress: (done) => told.push(done) })
    expect(new Set(readFileSync(join(folder, 'threads'), 'utf8').trim().split(' ')).size).toBe(2)
    expect(told.every((done, i) => done >= (told[i - 1] ?? 0))).toBe(true)
    expect(told.at(-1)).toBe(4)
    await threads.close()
  })

  it.each([
    ['in this thread', () => here],
    ['on threads', () => threadsExecutor({ workers: 2, module })],
  ])('U3 %s an abort answers what is done, and undefined for jobs that are not', async (_, open) => {
    const executor = open()
    const stop = new AbortController()
    const endless = { ...scenario, horizon: { chats: 1_000_000_000 } }
    const jobs = [job('random', 0, 2), job('random', 0, 2, { scenario: endless }), job('random', 0, 1)]
    const onProgress = (done: number): void => {
      if (done > 2) stop.abort()
    }
    const [first, ...others] = await executor.run(jobs, { onProgress, signal: stop.signal })
    expect(first).toStrictEqual((await here.run([job('random', 0, 2)]))[0])
    expect(others[0]).toBeUndefined()
    expect((await executor.run([job('random', 0, 1)]))[0]).toHaveLength(1)
    await executor.close()
  })

  it('U4 what a replication throws ends the run under its name, and a thread that dies is replaced', async () => {
    const threads = threadsExecutor({ workers: 2, module })
    await expect(threads.run([job('odd', 0, 1)])).rejects.toMatchObject({ name: 'BadInput', message: 'no way' })
    await expect(threads.run([job('random', 0, 1), job('exit', 0, 1)])).rejects.toThrow(
      'a thread ended with exit code 7',
    )
    expect(await threads.run([job('random', 0, 3)])).toStrictEqual(await here.run([job('random', 0, 3)]))
    await threads.close()
  })

  it('U2 goes on with the next replication while the one who shares out the work hears of nothing', async () => {
    const threads = threadsExecutor({ workers: 2, module })
    const made = (): number => readFileSync(join(folder, 'threads'), 'utf8').split(' ').length - 1
    writeFileSync(join(folder, 'threads'), '')
    await threads.run([job('random', 0, 1)])
    const each = made()
    writeFileSync(join(folder, 'threads'), '')
    let meanwhile: number | undefined
    const onProgress = (): void => {
      if (meanwhile !== undefined) return
      const until = Date.now() + 10_000
      while (made() < 4 * each && Date.now() < until);
      meanwhile = made()
    }
    await threads.run([job('random', 0, 8)], { onProgress })
    // Two at once, and the next of each.
    expect(meanwhile).toBe(4 * each)
    await threads.close()
  }, 60_000)

  it('U2 begins all its threads before there is a run', async () => {
    writeFileSync(join(folder, 'begun'), '')
    const threads = threadsExecutor({ workers: 2, module })
    const begun = (): number => new Set(readFileSync(join(folder, 'begun'), 'utf8').trim().split(' ')).size
    await vi.waitFor(() => expect(begun()).toBe(2), { timeout: 60_000 })
    await threads.close()
  })

  it('U4 where strategies cannot be loaded the run ends with why, however long the thread has been over', async () => {
    const threads = threadsExecutor({ workers: 1, module: pathToFileURL(join(folder, 'none.mjs')).href })
    await expect(threads.run([job('random', 0, 1)])).rejects.toThrow(/Cannot find module/)
    await threads.close()
  })

  it('U2 keeps its threads from one run to the next', async () => {
    const threads = threadsExecutor({ workers: 1, module })
    writeFileSync(join(folder, 'threads'), '')
    await threads.run([job('random', 0, 2)])
    await threads.run([job('random', 0, 1)])
    const [one, ...others] = readFileSync(join(folder, 'threads'), 'utf8').trim().split(' ')
    expect(others).toEqual([one, one])
    await threads.close()
  })
})
