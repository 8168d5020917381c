import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { payloadSchema } from '@pointsman/inbenta/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryOf, type JournalEntry } from './journal-entry.ts'
import { readRecording } from './read-recording.ts'
import { RecordingError } from './recording-error.ts'
import { journalEntrySchema, recordingLineSchema } from './schema.ts'
import { writeRecording } from './write-recording.ts'

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pointsman-writing-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = 1_776_151_041
const payload = (i: number): { trigger: string; data: object; created_at: number } => ({
  trigger: 'chats:assign',
  data: { agents: [{ id: `ana-${i}`, capacity: i % 5, nickname: 'Zoë ☂' }], chat: { id: `chat-${i}` } },
  created_at: start + i,
})
const entry = (i: number): JournalEntry =>
  entryOf(
    payload(i),
    (start + i) * 1000,
    i % 3 === 0
      ? { decision: { kind: 'pass', why: 'none-admitted' }, strategy: 's', version: 'abc' }
      : {
          decision: { kind: 'assign', agent: `ana-${i}` },
          strategy: 's',
          settledBy: 'lot',
          tookMs: 0.2,
          fallback: false,
          shadow: { other: null },
        },
  )

async function write(path: string, count: number): Promise<string> {
  const recording = writeRecording(path)
  for (let i = 0; i < count; i++) await recording.write(i % 2 === 0 ? payload(i) : entry(i))
  await recording.close()
  return path
}

test.each(['whole.ndjson', 'whole.ndjson.gz'])('R12 what is written to %s is read again', async (name) => {
  const path = await write(join(folder, name), 2000)
  const reader = readRecording(path, { strict: true })
  const answers: unknown[] = []
  for await (const batch of reader.batches()) {
    for (const item of batch) if (item.kind === 'request') answers.push(item.answer)
  }
  expect(answers).toEqual(
    Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? undefined : i % 3 === 0 ? null : `ana-${i}`)),
  )
  expect(reader.summary).toMatchObject({ lines: 2000, torn: false })
})

test('R12 the same lines make the same bytes, compressed too', async () => {
  const plain = readFileSync(await write(join(folder, 'a.ndjson'), 500))
  const packed = readFileSync(await write(join(folder, 'a.ndjson.gz'), 500))
  expect(readFileSync(await write(join(folder, 'b.ndjson.gz'), 500)).equals(packed)).toBe(true)
  expect(gunzipSync(packed).equals(plain)).toBe(true)
  expect(packed.readUInt32LE(4)).toBe(0)
})

test('R12 an entry says what the contract says', () => {
  expect(entry(0)).toEqual({
    v: 1,
    at: start * 1000,
    source: 'inbenta',
    event: payload(0),
    answer: null,
    decision: { strategy: 's', version: 'abc', kind: 'pass', why: 'none-admitted' },
  })
  expect(entry(1).answer).toBe('ana-1')
  expect(entry(1).decision).toEqual({
    strategy: 's',
    kind: 'assign',
    settledBy: 'lot',
    tookMs: 0.2,
    fallback: false,
    shadow: { other: null },
  })
  expect(Object.keys(entryOf(payload(0), 5))).toEqual(['v', 'at', 'source', 'event'])
})

test('R13 a plain recording is appended to, half a line before it left to itself', async () => {
  const path = join(folder, 'crashed.ndjson')
  writeFileSync(path, `${JSON.stringify(payload(0))}\n{"trigger":"chats:as`)
  const recording = writeRecording(path)
  await recording.write(payload(1))
  await recording.close()
  const reader = readRecording(path)
  for await (const _ of reader.batches());
  expect(reader.summary).toMatchObject({ requests: 2, torn: false, malformed: { count: 1, lines: [2] } })
})

test('R13 a compressed recording is written once, and a place that is not there is said', async () => {
  const path = await write(join(folder, 'once.ndjson.gz'), 1)
  expect(() => writeRecording(path)).toThrow(
    new RecordingError(path, undefined, 'exists already; a compressed recording is written once'),
  )
  const nowhere = join(folder, 'nowhere', 'x.ndjson')
  expect(() => writeRecording(nowhere)).toThrow(new RecordingError(nowhere, undefined, 'no such file or folder'))
  expect(existsSync(nowhere)).toBe(false)
})

test.runIf(existsSync('/dev/full')).each(['/dev/full'])('R13 a disk that is full is said', async (path) => {
  const recording = writeRecording(path)
  const lines = async (): Promise<void> => {
    for (let i = 0; i < 1000; i++) await recording.write(payload(i))
    await recording.close()
  }
  await expect(lines()).rejects.toThrow(RecordingError)
  await expect(recording.close()).rejects.toThrow(/^\/dev\/full: .*no space/)
})

test('R14 the schema that is documented takes what is written, and not what is malformed', () => {
  for (let i = 0; i < 6; i++) {
    expect(journalEntrySchema.safeParse(entry(i)).success).toBe(true)
    expect(recordingLineSchema.safeParse(payload(i)).success).toBe(true)
    expect(payloadSchema.safeParse(entry(i)).success).toBe(false)
  }
  const bad = [
    { ...entry(1), v: 2 },
    { ...entry(1), at: 'now' },
    { ...entry(1), event: { trigger: 5 } },
    { ...entry(1), answer: 7 },
    { ...entry(1), decision: 'yes' },
    {},
    [],
  ]
  for (const line of bad) expect(recordingLineSchema.safeParse(line).success).toBe(false)
})
