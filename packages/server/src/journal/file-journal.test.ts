import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Clock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { openNew, type OpenNew } from './disk.ts'
import { FileJournal, type FileJournalOptions } from './file-journal.ts'
import { findLines } from './find-lines.ts'

let path: string
let now: number
const clock: Clock = { now: () => now, elapsed: () => performance.now() }

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'pointsman-journal-'))
  now = Date.UTC(2026, 10, 21, 12)
})
afterEach(() => rm(path, { recursive: true, force: true }))

function open(options: Partial<FileJournalOptions> = {}): Promise<FileJournal> {
  return FileJournal.open({ path, fsync: 'always', clock, log: silentLog, ...options })
}

async function read(): Promise<Record<string, readonly string[]>> {
  const files = (await readdir(path)).filter((file) => file !== '.lock').sort()
  const entries = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(path, file))
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
      return [file, text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined)] as const
    }),
  )
  return Object.fromEntries(entries)
}

/** A real disk, but full whenever the test says so: half of what is written fits, as it does on a real one. */
function fillable(): { full: boolean; openNew: OpenNew } {
  const disk = {
    full: false,
    openNew: (async (file) => {
      const real = await openNew(file)
      return {
        ...real,
        append: async (pieces: readonly Uint8Array[]) => {
          if (!disk.full) return real.append(pieces)
          const bytes = Buffer.concat(pieces)
          await real.append([bytes.subarray(0, bytes.length / 2)])
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        },
      }
    }) as OpenNew,
  }
  return disk
}

describe('a journal', () => {
  test('J2 begins a new segment each day and when one is full, and compresses those that are closed', async () => {
    const journal = await open({ segmentBytes: 10 })
    await journal.append('"first line"')
    await journal.append('"second"')
    now += 86_400_000
    await journal.append('"next day"')
    await journal.close()
    expect(await read()).toEqual({
      '2026-11-21-1.ndjson.gz': ['"first line"'],
      '2026-11-21-2.ndjson.gz': ['"second"'],
      '2026-11-22-1.ndjson.gz': ['"next day"'],
    })
  })

  test('J2 opened again begins a segment of its own, and never adds to an old one', async () => {
    for (const line of ['"a"', '"b"']) {
      const journal = await open()
      await journal.append(line)
      await journal.close()
    }
    expect(await read()).toEqual({ '2026-11-21-1.ndjson.gz': ['"a"'], '2026-11-21-2.ndjson.gz': ['"b"'] })
  })

  test('J6 left behind by a crash is cut back to its last whole line and compressed', async () => {
    await writeFile(join(path, '2026-11-20-7.ndjson'), '{"v":1}\n{"v":1,"ev')
    await writeFile(join(path, '2026-11-20-8.ndjson'), 'nothing whole')
    await writeFile(join(path, '2026-11-20-6.ndjson.gz.part'), 'half a gzip')
    await writeFile(join(path, '2026-11-20-5.ndjson.gz'), gzipSync('{"v":1}\n'))
    await writeFile(join(path, '2026-11-20-5.ndjson'), '{"v":1}\n')
    const journal = await open()
    await journal.close()
    expect(await read()).toEqual({
      '2026-11-20-5.ndjson.gz': ['{"v":1}'],
      '2026-11-20-7.ndjson.gz': ['{"v":1}'],
    })
  })

  test('J7 is one process’s own', async () => {
    const journal = await open()
    await expect(open()).rejects.toThrow(/is in use by process/)
    await journal.close()
    await (await open()).close()
  })

  test('J7 whose owner is gone can be taken', async () => {
    await writeFile(join(path, '.lock'), '999999999')
    await (await open()).close()
  })

  test('J7 whose owner’s number another process has by now, or that was left on another machine, can be taken', async () => {
    for (const owner of [
      { pid: process.ppid, host: hostname(), started: '1' },
      { pid: process.ppid, host: 'another-machine' },
    ]) {
      await writeFile(join(path, '.lock'), JSON.stringify(owner))
      await (await open()).close()
    }
    await writeFile(join(path, '.lock'), JSON.stringify({ pid: process.ppid, host: hostname() }))
    await expect(open()).rejects.toThrow(`is in use by process ${process.ppid}`)
    await rm(join(path, '.lock'))
  })

  test('J5 survives a full disk: nobody waits, nothing is lost, no half line stays, and it is reported', async () => {
    const disk = fillable()
    const said: string[] = []
    const log = { ...silentLog, error: (_: object, message: string) => void said.push(message) }
    const journal = await open({ openNew: disk.openNew, log })
    await journal.append('"before"')
    disk.full = true
    await journal.append('"during"')
    await journal.append('"still"')
    expect(journal.healthy).toBe(false)
    expect(said).toEqual(['the journal cannot be written'])
    disk.full = false
    await journal.close()
    expect(Object.values(await read()).flat()).toEqual(['"before"', '"during"', '"still"'])
    expect(journal.counts).toMatchObject({ written: 3, lost: 0 })
  })

  test('J5 whose disk stays full gives lines up rather than memory, and counts them', async () => {
    const disk = fillable()
    const journal = await open({ openNew: disk.openNew, mostWaitingBytes: 30 })
    disk.full = true
    for (let i = 0; i < 10; i++) await journal.append('"ten bytes"')
    await journal.close()
    expect(journal.counts).toMatchObject({ written: 0, lost: 10 })
    expect(Object.values(await read()).flat()).toEqual([])
  })

  test('J8 takes lines that come together in one write, in their order', async () => {
    let writes = 0
    const journal = await open({
      openNew: async (file) => {
        const real = await openNew(file)
        return { ...real, append: (pieces: readonly Uint8Array[]) => ((writes += 1), real.append(pieces)) }
      },
    })
    const lines = Array.from({ length: 500 }, (_, i) => String(i))
    await Promise.all(lines.map((line) => journal.append(line)))
    await journal.close()
    expect(Object.values(await read()).flat()).toEqual(lines)
    expect(writes).toBeLessThan(10)
  })

  test('J4 under batch a line waits at most 25 ms for others to share its write, and then goes to the disk', async () => {
    const did: string[] = []
    const journal = await open({
      fsync: 'batch',
      openNew: async (file) => {
        const real = await openNew(file)
        return {
          ...real,
          append: (pieces: readonly Uint8Array[]) => (did.push(Buffer.concat(pieces).toString()), real.append(pieces)),
          datasync: () => (did.push('sync'), real.datasync()),
        }
      },
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const lines = [journal.append('"first"')]
      vi.advanceTimersByTime(24)
      lines.push(journal.append('"second"'))
      expect(vi.getTimerCount()).toBe(1)
      vi.advanceTimersByTime(1)
      expect(vi.getTimerCount()).toBe(0)
      await Promise.all(lines)
      expect(did).toEqual(['"first"\n"second"\n', 'sync'])
    } finally {
      vi.useRealTimers()
    }
    await journal.close()
  })

  test('O7 finds the decisions about a chat, in open and in closed segments', async () => {
    const line = (at: number, chat: string): string =>
      JSON.stringify({ v: 1, at, event: { data: { chat: { id: chat } } }, decision: {} })
    const journal = await open({ segmentBytes: 10, fsync: 'never' })
    for (const [at, chat] of [
      [1, 'x'],
      [2, 'y'],
      [3, 'x'],
      [4, 'x'],
    ] as const) {
      await journal.append(line(at, chat))
    }
    expect(await journal.find('x', 4)).toEqual({ lines: [line(1, 'x'), line(3, 'x')], incomplete: false })
    await journal.close()
  })

  test('O7 says so where not all was looked through: for want of time, or as a segment is damaged', async () => {
    const line = JSON.stringify({ at: 1, event: { data: { chat: { id: 'x' } } }, decision: {} })
    const journal = await open({ fsync: 'never' })
    await journal.append(line)
    expect(await findLines(path, 'x', 9)).toEqual({ lines: [line], incomplete: false })
    expect(await findLines(path, 'x', 9, 0)).toEqual({ lines: [], incomplete: true })
    await writeFile(join(path, '2026-11-20-1.ndjson.gz'), gzipSync(`${line}\n`).subarray(0, 30))
    expect(await journal.find('x', 9)).toMatchObject({ incomplete: true })
    await journal.close()
  })

  test('O7 finds a chat by the key of its id, as text or as a number, and not by other texts that are the same', async () => {
    const journal = await open({ fsync: 'never' })
    const line = (at: number, id: unknown, more: object = {}): string =>
      JSON.stringify({
        v: 1,
        at,
        event: { data: { agents: [{ id: 'a', chats: ['7', 'x'] }], chat: { id, ...more } } },
        decision: {},
      })
    const lines = [line(1, 7), line(2, '7'), line(3, 77), line(4, 'other', { room: '7' }), line(5, 'a"b\\(c')]
    for (const text of lines) await journal.append(text)
    const [seven, odd, other] = await Promise.all(
      ['7', 'a"b\\(c', 'x'].map(async (chat) => (await journal.find(chat, 9)).lines),
    )
    expect(seven).toEqual([lines[0], lines[1]])
    expect(odd).toEqual([lines[4]])
    expect(other).toEqual([])
    await journal.close()
  })
})
