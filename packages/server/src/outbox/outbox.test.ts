import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { FileShelf } from './file-shelf.ts'
import { Outbox } from './outbox.ts'
import type { Deliver, Outcome, Parcel } from './parcel.ts'
import { patientBackoff, retryDelay } from './retry-delay.ts'
import type { Shelf } from './shelf.ts'

/** Lines in memory; a crash may take those that were only noted. */
class Lines implements Shelf {
  lines: string[] = []
  readonly buried: string[] = []
  load = (): Promise<readonly string[]> => Promise.resolve([...this.lines])
  add = (line: string): Promise<void> => Promise.resolve(void this.lines.push(line))
  note = this.add
  replace = (lines: readonly string[]): Promise<void> => Promise.resolve(void (this.lines = [...lines]))
  bury = (line: string): Promise<void> => Promise.resolve(void this.buried.push(line))
  close = (): Promise<void> => Promise.resolve()
}

const soon = (_: number, run: () => void): (() => void) => {
  let off = false
  queueMicrotask(() => void (off || run()))
  return () => (off = true)
}

const parcel = (lane: number, number: number): Parcel => ({
  id: `${lane}:${number}`,
  lane: `lane ${lane}`,
  body: number,
})

describe('what is put', () => {
  test('BX1 BX2 arrives once and in order within its lane, whatever fails, whatever is put twice, and however often the process is killed', async () => {
    const fate = fc.constantFrom('done', 'done', 'refused', 'lost-before', 'lost-after')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ lane: fc.nat({ max: 3 }), twice: fc.boolean() }), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fate),
        fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
        async (puts, fates, kills) => {
          const shelf = new Lines()
          const arrived: string[] = []
          let left = Infinity
          const deliver: Deliver = (one, { uncertain }): Promise<Outcome> => {
            // Killed: nothing is heard of it any more.
            if (--left < 0) return new Promise(() => undefined)
            if (uncertain && arrived.includes(one.id)) return Promise.resolve({ kind: 'done' })
            const end = fates.next().value
            if (end === 'done' || end === 'lost-after') arrived.push(one.id)
            if (end === 'done') return Promise.resolve({ kind: 'done' })
            return Promise.resolve({ kind: 'again', why: end as string, uncertain: end !== 'refused' })
          }
          const options = {
            shelf,
            deliver,
            after: soon,
            draw: () => 0,
            backoff: { firstMs: 1, mostMs: 1, attempts: 1e9 },
          }
          const numbers = new Map<number, number>()
          let outbox = await Outbox.open(options)
          for (const [i, { lane, twice }] of puts.entries()) {
            const number = numbers.get(lane) ?? 0
            numbers.set(lane, number + 1)
            expect(await outbox.put(parcel(lane, number))).toBe(true)
            if (twice) expect(await outbox.put(parcel(lane, number))).toBe(false)
            const kill = kills[i]
            if (kill === undefined) continue
            left = kill
            for (let turn = 0; turn < 50; turn++) await Promise.resolve()
            left = Infinity
            outbox = await Outbox.open(options)
          }
          await outbox.empty()
          for (const [lane, count] of numbers) {
            expect(arrived.filter((id) => id.startsWith(`${lane}:`))).toEqual(
              Array.from({ length: count }, (_, number) => `${lane}:${number}`),
            )
          }
          expect([outbox.waiting, shelf.buried]).toEqual([0, []])
        },
      ),
      { seed: 11, numRuns: 300 },
    )
  })

  test('BX2 lanes do not wait for one another', async () => {
    const arrived: string[] = []
    const outbox = await Outbox.open({
      shelf: new Lines(),
      after: () => () => undefined,
      deliver: ({ id, lane }) => {
        if (lane === 'lane 0') return Promise.resolve({ kind: 'again', why: 'busy', uncertain: false })
        arrived.push(id)
        return Promise.resolve({ kind: 'done' })
      },
    })
    await outbox.put(parcel(0, 0))
    await outbox.put(parcel(1, 0))
    await outbox.put(parcel(1, 1))
    await expect.poll(() => arrived).toEqual(['1:0', '1:1'])
    expect(outbox.waiting).toBe(1)
    await outbox.close()
  })
})

describe('what cannot be delivered', () => {
  test('BX3 is put aside with the reason, at once or after so many attempts, and its lane goes on', async () => {
    const shelf = new Lines()
    const told: string[] = []
    const outbox = await Outbox.open({
      shelf,
      after: soon,
      backoff: { firstMs: 1, mostMs: 1, attempts: 3 },
      onBuried: ({ id }, why) => told.push(`${id} ${why}`),
      deliver: ({ body }) =>
        Promise.resolve(
          body === 0
            ? { kind: 'never', why: 'no such chat' }
            : body === 1
              ? { kind: 'again', why: 'down', uncertain: false }
              : { kind: 'done' },
        ),
    })
    for (const number of [0, 1, 2]) await outbox.put(parcel(0, number))
    await outbox.empty()
    expect(shelf.buried.map((line) => JSON.parse(line) as unknown)).toEqual([
      { parcel: parcel(0, 0), attempts: 1, why: 'no such chat' },
      { parcel: parcel(0, 1), attempts: 3, why: 'down' },
    ])
    expect([told, outbox.buried, outbox.waiting]).toEqual([['0:0 no such chat', '0:1 down'], 2, 0])
  })

  test('BX3 pauses double up to a bound, and half of each is chance', () => {
    const backoff = { firstMs: 500, mostMs: 10_000, attempts: 9 }
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => retryDelay(n, backoff, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ])
    expect(retryDelay(3, backoff, 0)).toBe(1000)
  })

  test('BX3 after an outage nothing waits longer than half a minute; nothing is given up within three quarters of an hour', () => {
    const pauses = (draw: number): readonly number[] =>
      Array.from({ length: patientBackoff.attempts - 1 }, (_, i) => retryDelay(i + 1, patientBackoff, draw))
    expect(Math.max(...pauses(1))).toBe(30_000)
    expect(pauses(0).reduce((sum, ms) => sum + ms)).toBeGreaterThan(45 * 60_000)
  })
})

describe('what is being put', () => {
  const done: Deliver = () => Promise.resolve({ kind: 'done' })
  const after = (): (() => void) => () => undefined

  test('BX10 a repeat is answered for when the first is safe, and not if it never is', async () => {
    const shelf = new Lines()
    let fail: (error: Error) => void = () => undefined
    shelf.add = () => new Promise((_, reject) => (fail = reject))
    const outbox = await Outbox.open({ shelf, deliver: done, after })
    const both = [outbox.put(parcel(0, 0)), outbox.put(parcel(0, 0))]
    fail(new Error('the disk is full'))
    const ends = await Promise.allSettled(both)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  test('BX11 is there after a crash, also where the file was tidied meanwhile', async () => {
    const shelf = new Lines()
    const add = shelf.add
    const outbox = await Outbox.open({ shelf, deliver: done, after })
    let safe: () => void = () => undefined
    for (let i = 0; i < 4_999; i++) await outbox.put(parcel(1, i))
    await outbox.empty()
    shelf.add = async (line) => {
      await add(line)
      await new Promise<void>((resolve) => (safe = resolve))
    }
    const slow = outbox.put(parcel(2, 0))
    shelf.add = add
    await outbox.put(parcel(1, 4_999))
    await outbox.empty()
    // From here on nothing is delivered: the process is gone.
    expect(shelf.lines.length).toBeLessThan(10)
    const arrived: string[] = []
    const deliver: Deliver = ({ id }) => {
      arrived.push(id)
      return Promise.resolve({ kind: 'done' })
    }
    const kept = [...shelf.lines]
    safe()
    expect(await slow).toBe(true)
    const left = new Lines()
    left.lines = kept
    const next = await Outbox.open({ shelf: left, deliver, after })
    await next.empty()
    expect(arrived).toEqual(['2:0'])
  })
})

describe('what is on its way', () => {
  test('BX12 is waited for in closing, so that it is not sent once more by whoever comes after', async () => {
    const shelf = new Lines()
    let answer: (outcome: Outcome) => void = () => undefined
    const after = (): (() => void) => () => undefined
    let sent = 0
    const deliver: Deliver = () => {
      sent += 1
      return new Promise((resolve) => (answer = resolve))
    }
    const outbox = await Outbox.open({ shelf, deliver, after })
    await outbox.put(parcel(0, 0))
    await expect.poll(() => sent).toBe(1)
    const closed = outbox.close(new Promise(() => undefined))
    answer({ kind: 'done' })
    await closed
    const next = await Outbox.open({ shelf, deliver, after })
    expect([next.waiting, sent]).toEqual([0, 1])
  })
})

describe('what cannot be put aside', () => {
  test('BX13 stays in the box until it can', async () => {
    const shelf = new Lines()
    const bury = shelf.bury
    let full = 2
    shelf.bury = (line) => (full-- > 0 ? Promise.reject(new Error('the disk is full')) : bury(line))
    const outbox = await Outbox.open({
      shelf,
      after: soon,
      deliver: () => Promise.resolve({ kind: 'never', why: 'no such chat' }),
    })
    await outbox.put(parcel(0, 0))
    await outbox.empty()
    expect([shelf.buried.length, outbox.buried, outbox.waiting]).toEqual([1, 1, 0])
  })
})

describe('on the disk', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'outbox-'))
    folders.push(made)
    return made
  }
  const never: Deliver = () => new Promise(() => undefined)
  const after = (): (() => void) => () => undefined

  test('BX1 what was put is there after the process is gone, and half a line is no harm', async () => {
    const at = await folder()
    const first = await Outbox.open({ shelf: await FileShelf.at(at, 'outbox'), deliver: never, after })
    await Promise.all([0, 1, 2].map((number) => first.put(parcel(0, number))))
    await appendFile(join(at, 'outbox.ndjson'), '{"put":{"id":"torn')
    const arrived: unknown[] = []
    const uncertain: boolean[] = []
    const second = await Outbox.open({
      shelf: await FileShelf.at(at, 'outbox'),
      after,
      deliver: ({ body }, attempt) => {
        arrived.push(body)
        uncertain.push(attempt.uncertain)
        return Promise.resolve({ kind: 'done' })
      },
    })
    expect(await second.put(parcel(0, 3))).toBe(true)
    expect(await second.put(parcel(0, 1))).toBe(false)
    await second.empty()
    expect([arrived, uncertain]).toEqual([
      [0, 1, 2, 3],
      [true, false, false, false],
    ])
    await second.close()
    await first.close()
    const third = await Outbox.open({ shelf: await FileShelf.at(at, 'outbox'), deliver: never, after })
    expect([third.waiting, await third.put(parcel(0, 2))]).toEqual([0, false])
    await third.close()
  })

  test('BX1 a disk that takes half a line and is full costs the line that did not fit, and none behind it', async () => {
    const at = await folder()
    let full = false
    const shelf = await FileShelf.at(at, 'outbox', (file) => ({
      appendFile: async (text) => {
        if (!full) return file.appendFile(text)
        await file.appendFile(String(text).slice(0, 20))
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      },
      close: () => file.close(),
      datasync: () => file.datasync(),
      truncate: (size) => file.truncate(size),
    }))
    const outbox = await Outbox.open({ shelf, deliver: never, after })
    await outbox.put(parcel(0, 0))
    full = true
    await expect(outbox.put(parcel(0, 1))).rejects.toThrow('ENOSPC')
    full = false
    expect(await outbox.put(parcel(0, 2))).toBe(true)
    expect(await outbox.put(parcel(0, 1))).toBe(true)
    await outbox.close()
    const again = await Outbox.open({ shelf: await FileShelf.at(at, 'outbox'), deliver: never, after })
    expect([again.waiting, await again.put(parcel(0, 1)), await again.put(parcel(0, 2))]).toEqual([3, false, false])
    await again.close()
  })

  test('BX4 the file is tidied: it holds what is open and the ids that are known, not everything there ever was', async () => {
    const at = await folder()
    const outbox = await Outbox.open({
      shelf: await FileShelf.at(at, 'outbox'),
      after,
      deliver: ({ lane }) =>
        lane === 'lane 9' ? new Promise<never>(() => undefined) : Promise.resolve({ kind: 'done' }),
    })
    await outbox.put(parcel(9, 0))
    const body = 'x'.repeat(1000)
    for (let i = 0; i < 60; i++) {
      await Promise.all(Array.from({ length: 100 }, (_, j) => outbox.put({ id: `${i}-${j}`, lane: `${j}`, body })))
    }
    await expect.poll(() => outbox.waiting).toBe(1)
    await outbox.close()
    const text = await readFile(join(at, 'outbox.ndjson'), 'utf8')
    expect(text.length).toBeLessThan(1_500_000)
    const again = await Outbox.open({ shelf: await FileShelf.at(at, 'outbox'), deliver: never, after })
    expect([again.waiting, await again.put({ id: '3-7', lane: '7', body })]).toEqual([1, false])
    await again.close()
  })
})
