import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryOf } from './journal-entry.ts'
import { readRecording, type ReadOptions } from './read-recording.ts'
import type { Recorded, RecordedRequest } from './recorded.ts'
import { RecordingError } from './recording-error.ts'
import type { RecordingSummary } from './summary.ts'

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pointsman-recording-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = 1_776_151_041
let files = 0

/** A chats:assign so many seconds after the start. */
function assign(seconds: number, chat = `chat-${seconds}`, capacity: unknown = 2): object {
  const data = { agents: [{ id: 'ana', capacity, status: 'online' }], chat: { id: chat, room: '1' } }
  return { trigger: 'chats:assign', appId: 'app', data, created_at: start + seconds }
}

function event(trigger: string, seconds: number, data: object = { chatId: 'c', userId: 'ana' }): object {
  return { trigger, data, created_at: start + seconds }
}

function text(lines: readonly (object | string)[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
}

function put(content: string | Buffer, name = `${files++}.ndjson`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string, options?: ReadOptions): Promise<{ items: Recorded[]; summary: RecordingSummary }> {
  const reader = readRecording(path, options)
  const items: Recorded[] = []
  for await (const batch of reader.batches()) items.push(...batch)
  return { items, summary: reader.summary }
}

async function chatsOf(path: string, options?: ReadOptions): Promise<string[]> {
  return (await read(path, options)).items.map((item) => (item as RecordedRequest).request.chat.id)
}

async function failure(path: string, options?: ReadOptions): Promise<RecordingError> {
  const error = await read(path, options).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(RecordingError)
  expect((error as RecordingError).message).not.toContain('\n')
  return error as RecordingError
}

describe('lines', () => {
  test('R1 of both kinds, in any mix, are read in our words', async () => {
    const answered = entryOf(assign(1), (start + 1) * 1000 + 250, {
      decision: { kind: 'assign', agent: 'ana' },
      strategy: 'most-free-capacity',
      tookMs: 0.2,
    })
    const passed = { ...answered, at: (start + 2) * 1000, event: assign(2), answer: null, decision: undefined }
    const silent = entryOf(assign(3), (start + 3) * 1000)
    const path = put(text([assign(0), answered, passed, silent, entryOf(event('chats:close', 4), (start + 4) * 1000)]))
    const { items, summary } = await read(path)
    expect(items.map(({ kind, line, file, at }) => ({ kind, line, file, at: at - start * 1000 }))).toEqual([
      { kind: 'request', line: 1, file: path, at: 0 },
      { kind: 'request', line: 2, file: path, at: 1250 },
      { kind: 'request', line: 3, file: path, at: 2000 },
      { kind: 'request', line: 4, file: path, at: 3000 },
      { kind: 'facts', line: 5, file: path, at: 4000 },
    ])
    const requests = items.slice(0, 4) as RecordedRequest[]
    expect(requests.map(({ answer }) => answer)).toEqual([undefined, 'ana', null, undefined])
    expect(requests.map(({ entry }) => entry?.tookMs)).toEqual([undefined, 0.2, undefined, undefined])
    expect(requests.map(({ request }) => request.at - start)).toEqual([0, 1, 2, 3])
    expect(items[4]).toMatchObject({ facts: [{ kind: 'closed', chat: 'c', at: start + 4 }] })
    expect(summary).toEqual({
      lines: 5,
      requests: 4,
      facts: 1,
      ignored: {},
      malformed: { count: 0, lines: [], reasons: [] },
      torn: false,
      tears: [],
      from: start * 1000,
      to: (start + 4) * 1000,
    })
  })

  test('R1 an empty answer is a pass, and blank lines and carriage returns are no harm', async () => {
    const entry = { ...entryOf(assign(0), start * 1000), answer: '' }
    const { items, summary } = await read(
      put(`\n${JSON.stringify(entry)}\r\n \t\r\n\r\n${JSON.stringify(assign(1))}\n\n`),
    )
    expect(items.map(({ line }) => line)).toEqual([2, 5])
    expect((items[0] as RecordedRequest).answer).toBeNull()
    expect(summary).toMatchObject({ lines: 2, malformed: { count: 0 } })
  })

  test('R10 triggers that say nothing to us are counted by name, whatever the name', async () => {
    const path = put(
      text([
        event('messages:new', 0),
        event('messages:new', 1),
        event('__proto__', 1),
        event('chats:close', 1, {}),
        { trigger: 'system:info' },
        { v: 1, at: start * 1000, source: 'chatlayer', event: { event: 'typing' } },
        event('invitations:reject', 2),
      ]),
    )
    const { summary } = await read(path)
    expect(Object.entries(summary.ignored)).toEqual([
      ['messages:new', 2],
      ['__proto__', 1],
      ['chats:close', 1],
      ['system:info', 1],
      ['chatlayer:typing', 1],
    ])
    expect(summary).toMatchObject({ lines: 7, requests: 0, facts: 1, malformed: { count: 0 } })
  })

  test('R15 what Aivo and Chatlayer told becomes facts, to the last digit of their times, and bad events are malformed', async () => {
    const aivo = (name: string): string =>
      readFileSync(new URL(`../../../fixtures/aivo/${name}.json`, import.meta.url), 'utf8')
    const line = (source: string, event: string): string =>
      `{"v":1,"at":${start * 1000},"source":"${source}","event":${event.replaceAll(/\n */g, '')}}`
    const offload = readFileSync(new URL('../../../fixtures/chatlayer/offload.json', import.meta.url), 'utf8')
    const path = put(
      text([
        line('chatlayer', offload),
        line('aivo', aivo('attended')),
        line('aivo', aivo('transfer')),
        line('aivo', aivo('message-to-client')),
        line('aivo', aivo('close-agent')),
        line('aivo', aivo('close-agent').replace('1706289577835959833', '7')),
        line('nobody', '{}'),
      ]),
    )
    const { items, summary } = await read(path)
    expect(items.map((item) => item.kind === 'facts' && item.facts.map(({ kind, at }) => [kind, at]))).toEqual([
      [['arrived', 1_636_965_381.527]],
      [['accepted', 1_706_293_970.842_633]],
      [['transferred', 1_706_215_088.420_049]],
      [['closed', 1_706_289_577.835_959]],
    ])
    expect(summary.ignored).toEqual({ 'aivo:messageToClient': 1, nobody: 1 })
    expect(summary.malformed).toMatchObject({ count: 1, lines: [6] })
  })

  test('R16 an offload arrives as what it was read when it came, and not where another event tells of it', async () => {
    const offload = readFileSync(new URL('../../../fixtures/chatlayer/offload.json', import.meta.url), 'utf8')
    const line = (arrival: string): string =>
      `{"v":1,"at":${start * 1000},"source":"chatlayer","event":${offload.replaceAll(/\n */g, '')}${arrival}}`
    const path = put(
      text([
        line(''),
        line(',"arrival":{"queue":"billing","language":"nl"}'),
        line(',"arrival":null'),
        line(',"arrival":{"queue":7}'),
      ]),
    )
    const { items, summary } = await read(path)
    expect(items.map((item) => item.kind === 'facts' && item.facts)).toMatchObject([
      [{ kind: 'arrived', queue: '' }],
      [{ kind: 'arrived', queue: 'billing', language: 'nl' }],
    ])
    expect(summary.ignored).toEqual({ 'chatlayer:offload': 1 })
    expect(summary.malformed).toMatchObject({ count: 1, lines: [4] })
  })

  test('R1 how payloads are decoded is the caller’s choice', async () => {
    const path = put(text([assign(0)]))
    const { items } = await read(path, { decode: { emptyRooms: 'any' } })
    const { request } = items[0] as RecordedRequest
    expect([...(request.agents[0]?.queues ?? [])]).toEqual(['1'])
  })

  test('R17 agents who are, byte for byte, who they were before are the same objects', async () => {
    const { items } = await read(put(text([assign(1), event('chats:close', 2), assign(3), assign(4, 'c', 1)])))
    const agents = items.flatMap((item) => (item.kind === 'request' ? item.request.agents : []))
    expect(agents.map((agent) => agents.indexOf(agent))).toEqual([0, 0, 2])
  })

  test('R18 where nobody asks for identities, requests are named by their lines', async () => {
    const path = put(text([assign(1), assign(1)]))
    const { items } = await read(path, { identify: false })
    expect(items.map((item) => item.kind === 'request' && item.request.id)).toEqual([`${path}:1`, `${path}:2`])
  })
})

describe('half a line', () => {
  const whole = text([assign(0), assign(1)])

  test('R2 at the end is said, and what is before it counts', async () => {
    const half = JSON.stringify(assign(2))
    for (const length of [1, 20, half.length - 1]) {
      const path = put(whole + half.slice(0, length))
      const { items, summary } = await read(path, { strict: true })
      expect(items.length).toBe(2)
      expect(summary).toMatchObject({ lines: 2, torn: true, tears: [`${path}:3: ends in half a line`] })
      expect(summary.malformed.count).toBe(0)
    }
  })

  test('R2 cut within a character is half a line too', async () => {
    const bytes = Buffer.from(whole + JSON.stringify(assign(2, 'zoë')))
    const { summary } = await read(put(bytes.subarray(0, bytes.indexOf(0xc3) + 1)))
    expect(summary).toMatchObject({ requests: 2, torn: true })
  })

  test('R2 a last line that is whole counts, without its end', async () => {
    const { summary } = await read(put(whole + JSON.stringify(assign(2))))
    expect(summary).toMatchObject({ lines: 3, requests: 3, torn: false })
  })
})

describe('malformed lines', () => {
  const lines = [
    assign(0),
    '{"trigger":',
    assign(1, 'c', 'two'),
    '[1]',
    { v: 1, at: 'now', source: 'inbenta', event: assign(2) },
    { v: 1, at: start * 1000, source: 'inbenta', event: assign(2, 'c', -1) },
    { v: 1, at: start * 1000, source: 'inbenta', event: assign(2), answer: 7 },
    { v: 1, at: start * 1000, source: 'inbenta', event: assign(2), decision: [] },
    { v: 1, at: start * 1000, source: 'inbenta' },
    { hello: 'world' },
    assign(3),
  ]

  test('R3 are skipped, counted and listed', async () => {
    const path = put(text(lines))
    const { summary } = await read(path)
    expect(summary).toMatchObject({ lines: 11, requests: 2, torn: false })
    expect(summary.malformed.count).toBe(9)
    expect(summary.malformed.lines).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(summary.malformed.reasons.map(({ line, reason }) => [line, reason]).slice(1)).toEqual([
      [3, 'data.agents[0].capacity: expected a whole number from 0 to 10,000, got "two"'],
      [4, 'expected an object, got a list'],
      [5, 'at: expected a number (milliseconds since 1970), got "now"'],
      [6, 'event.data.agents[0].capacity: expected a whole number from 0 to 10,000, got -1'],
      [7, "answer: expected an agent's id or null, got 7"],
      [8, 'decision: expected an object, got an empty list'],
      [9, 'event: expected an object, got nothing'],
      [10, 'trigger: expected text, got nothing'],
    ])
    expect(summary.malformed.reasons.every(({ file }) => file === path)).toBe(true)
  })

  test('OP3 the propensity of an answer is read, and is above 0 and at most 1', async () => {
    const entry = (propensity: unknown): object => ({
      ...entryOf(assign(0), start * 1000),
      answer: 'ana',
      decision: { strategy: 'random', kind: 'assign', propensity },
    })
    const path = put(text([entry(0.25), entry(0), entry(1.5), entry('all'), entry(undefined)]))
    const { items, summary } = await read(path)
    expect((items as RecordedRequest[]).map((one) => one.entry?.propensity)).toEqual([0.25, undefined])
    expect(summary.malformed.reasons.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'decision.propensity: expected a number above 0 and at most 1, got 0'],
      [3, 'decision.propensity: expected a number above 0 and at most 1, got 1.5'],
      [4, 'decision.propensity: expected a number above 0 and at most 1, got "all"'],
    ])
  })

  test('R3 are listed up to a hundred, with reasons up to twenty', async () => {
    const { summary } = await read(put('x\n'.repeat(150)))
    expect(summary.malformed.count).toBe(150)
    expect(summary.malformed.lines).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(summary.malformed.reasons.length).toBe(20)
  })

  test('R3 end a strict reading at the first of them', async () => {
    const path = put(text([assign(0), assign(1, 'c', 'two'), 'x']))
    const { file, line, message } = await failure(path, { strict: true })
    expect({ file, line }).toEqual({ file: path, line: 2 })
    expect(message).toBe(`${path}:2: data.agents[0].capacity: expected a whole number from 0 to 10,000, got "two"`)
  })

  test('R3 bytes that are no UTF-8 are one', async () => {
    const { summary } = await read(
      put(Buffer.concat([Buffer.from([0x22, 0xff, 0x22, 10]), Buffer.from(text([assign(0)]))])),
    )
    expect(summary).toMatchObject({ requests: 1, malformed: { count: 1, lines: [1] } })
    expect(summary.malformed.reasons[0]?.reason).toBe('expected UTF-8, got bytes that are not')
  })

  test('R4 a line that is too long is one, at 50 MB and without an end as well', async () => {
    const path = put(text([assign(0)]))
    appendFileSync(path, `{"trigger":"${'x'.repeat(50_000_000)}"}\n`)
    appendFileSync(path, text([assign(1)]) + 'y'.repeat(20_000_000))
    const { summary } = await read(path)
    expect(summary).toMatchObject({ lines: 4, requests: 2, torn: false, malformed: { count: 2, lines: [2, 4] } })
    expect(summary.malformed.reasons[0]?.reason).toBe('expected a line of at most 16777216 bytes, got a longer one')
    expect(await chatsOf(put(text([assign(0), assign(1)])), { maxLineBytes: 10 })).toEqual([])
  })
})

describe('the order of time', () => {
  test('R5 disorder up to 60 s is repaired, and lines of one instant stay as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(60), { maxLength: 60 }), fc.nat(20), async (offsets, step) => {
        const times = offsets.map((offset, i) => 100 + i * step - Math.min(offset, 60))
        const path = put(text(times.map((time, i) => assign(time, `${time} ${i}`))), 'shuffled.ndjson')
        const newest = times.map((_, i) => Math.max(...times.slice(0, i + 1)))
        if (times.some((time, i) => time < (newest[i] as number) - 60)) return void (await failure(path))
        const sorted = times.map((time, i) => ({ time, i })).sort((a, b) => a.time - b.time || a.i - b.i)
        expect(await chatsOf(path)).toEqual(sorted.map(({ time, i }) => `${time} ${i}`))
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  test('R5 more is an error that names the line', async () => {
    expect(await chatsOf(put(text([assign(0), assign(60), assign(0, 'late'), assign(61)])))).toEqual([
      'chat-0',
      'late',
      'chat-60',
      'chat-61',
    ])
    const path = put(text([assign(0), assign(100), assign(39), assign(101)]))
    const { line, message } = await failure(path)
    expect(line).toBe(3)
    expect(message).toBe(`${path}:3: expected the order of time, out of order by at most 60 s, got a line 61 s late`)
  })

  test('R5 lines too large to hold a minute of leave less room, and the error says so', async () => {
    const large = (at: number): string =>
      JSON.stringify({
        trigger: 'chats:close',
        created_at: at,
        data: { chatId: 'c', pad: 'x'.repeat(14 * 1024 * 1024) },
      })
    const path = put(text([large(100), large(101), large(102), large(103), large(104), large(105), large(100)]))
    const { line, message } = await failure(path)
    expect(line).toBe(7)
    expect(message).toContain('lines this large leave no room to wait for one 5 s late (at most 64 MiB are held back)')
  })
})

describe('compressed recordings', () => {
  const lines = Array.from({ length: 3000 }, (_, i) => assign(i, `chat-${i}-${Math.imul(i, 0x9e3779b1) >>> 0}`))

  test('R6 are read like any other, whatever their name, in one piece or several', async () => {
    const parts = [text(lines.slice(0, 1000)), text(lines.slice(1000))]
    const plain = await chatsOf(put(parts.join('')))
    expect(plain.length).toBe(3000)
    expect(await chatsOf(put(gzipSync(parts.join('')), 'a.ndjson.gz'))).toEqual(plain)
    expect(await chatsOf(put(gzipSync(parts.join('')), 'named-wrongly.ndjson'))).toEqual(plain)
    expect(await chatsOf(put(Buffer.concat(parts.map((part) => gzipSync(part))), 'two-members.ndjson.gz'))).toEqual(
      plain,
    )
  })

  test('R6 cut off anywhere, they give what is before the cut, and say so', async () => {
    const bytes = gzipSync(text(lines))
    let most = 0
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.99]) {
      const path = put(bytes.subarray(0, Math.max(1, Math.floor(bytes.length * share))), 'cut.ndjson.gz')
      const { items, summary } = await read(path, { strict: true })
      expect(summary.torn).toBe(true)
      expect(summary.tears[0]).toBe(`${path}: the gzip data breaks off`)
      expect(items.length).toBeGreaterThanOrEqual(Math.floor(3000 * (share - 0.02)))
      expect(items.length).toBeLessThan(3000)
      most = Math.max(most, items.length)
    }
    expect(most).toBeGreaterThan(2900)
    const path = put(bytes.subarray(0, -1), 'cut.ndjson.gz')
    expect((await read(path)).summary).toMatchObject({ requests: 3000, torn: true })
  })

  test('R6 damaged, they give what is before the damage, and say so', async () => {
    const bytes = Buffer.from(gzipSync(text(lines)))
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 50)
    const path = put(bytes, 'damaged.ndjson.gz')
    const { summary } = await read(path)
    expect(summary.torn).toBe(true)
    expect(summary.tears[0]).toBe(`${path}: the gzip data is damaged`)
    expect(summary.requests).toBeGreaterThan(1000)
  })

  test('R6 a name that promises gzip must keep the promise', async () => {
    const path = put(text(lines), 'plain.ndjson.gz')
    expect((await failure(path)).message).toBe(`${path}: expected gzip data, got something else`)
  })
})

describe('a folder', () => {
  test('R7 is one recording: its segments in the order of their names, numbers as numbers', async () => {
    const path = join(folder, 'journal')
    mkdirSync(join(path, 'deeper.ndjson'), { recursive: true })
    const segment = (name: string, seconds: number, packed = false): void => {
      const content = text([assign(seconds, name)])
      writeFileSync(join(path, name), packed ? gzipSync(content) : content)
    }
    segment('2026-04-14-10.ndjson', 400)
    segment('2026-04-14-9.ndjson.gz', 300, true)
    segment('2026-04-14-2.ndjson', 200)
    segment('2026-04-14.ndjson.gz', 100, true)
    segment('2026-04-15-1.ndjson', 500)
    writeFileSync(join(path, 'notes.txt'), 'not a segment')
    segment('.unfinished.ndjson', 0)
    // Left half-written by a crash; the plain segment is still there.
    writeFileSync(join(path, '2026-04-14-10.ndjson.gz'), gzipSync(text([assign(400)])).subarray(0, 20))
    const { items, summary } = await read(path)
    expect(items.map((item) => (item as RecordedRequest).request.chat.id)).toEqual([
      '2026-04-14.ndjson.gz',
      '2026-04-14-2.ndjson',
      '2026-04-14-9.ndjson.gz',
      '2026-04-14-10.ndjson',
      '2026-04-15-1.ndjson',
    ])
    expect(items.map(({ line }) => line)).toEqual([1, 1, 1, 1, 1])
    expect(items[0]?.file).toBe(join(path, '2026-04-14.ndjson.gz'))
    expect(summary).toMatchObject({ lines: 5, torn: false })
    segment('2026-04-16.ndjson', 100)
    expect((await failure(path)).file).toBe(join(path, '2026-04-16.ndjson'))
  })

  test('R8 without segments is refused, as is what is not there', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    expect((await failure(empty)).message).toBe(
      `${empty}: expected files named *.ndjson or *.ndjson.gz in the folder, got none`,
    )
    const missing = join(folder, 'missing.ndjson')
    expect((await failure(missing)).message).toBe(`${missing}: no such file or folder`)
  })
})

test('R8 an empty file holds no requests', async () => {
  for (const path of [put(''), put('', 'empty.ndjson.gz'), put(gzipSync(''), 'packed.ndjson.gz'), put('\n\n')]) {
    const { items, summary } = await read(path)
    expect(items).toEqual([])
    expect(summary).toEqual({
      lines: 0,
      requests: 0,
      facts: 0,
      ignored: {},
      malformed: { count: 0, lines: [], reasons: [] },
      torn: false,
      tears: [],
    })
  }
})

describe('the identity of a request', () => {
  async function idsOf(lines: readonly (object | string)[]): Promise<string[]> {
    return (await read(put(text(lines)))).items.map((item) => (item as RecordedRequest).request.id)
  }

  test('R9 is the same for the same payload, posted or journalled, whatever was answered', async () => {
    const at = start * 1000
    const payload = assign(0, 'zoë "answer":', 2)
    const tricky = { ...payload, appId: { event: 1, answer: [',"answer":', { answer: 2 }] } }
    for (const event of [payload, tricky]) {
      const outcome = { decision: { kind: 'assign', agent: 'ana' }, strategy: 's', shadow: { answer: 'ana' } } as const
      const ids = await idsOf([
        event,
        event,
        entryOf(event, at),
        entryOf(event, at + 5, { decision: { kind: 'pass', why: 'declined' }, strategy: 's' }),
        entryOf(event, at + 9, outcome),
        { ...entryOf(event, at), extra: { event: 5 } },
        { extra: { event: { no: 1 } }, ...entryOf(event, at) },
        JSON.stringify(entryOf(event, at, outcome)).replaceAll(/(,"(answer|decision|event)":)/g, ' $1 '),
      ])
      expect(new Set(ids).size).toBe(1)
    }
  })

  test('R9 differs for different payloads', async () => {
    const events = [assign(0), assign(0, 'b'), assign(1, 'a'), assign(0, 'a', 1), { ...assign(0), appId: 'other' }]
    const ids = await idsOf([...events, ...events.map((event) => entryOf(event, start * 1000))])
    expect(new Set(ids).size).toBe(5)
    for (const id of ids) expect(ids.filter((other) => other === id).length).toBe(2)
  })
})
