import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { startWebhook } from '../testing/start-webhook.ts'
import { threeAgents } from '../three-agents.ts'

const folder = mkdtempSync(join(tmpdir(), 'pointsman-state-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('EM20 what is answered after the end, as a question still out is, is taken into no file and hurts nobody', async () => {
  const hook = await startWebhook(() => undefined)
  const emulator = await startEmulator({ agents: threeAgents, settings: { acceptance: 'join' }, state: folder })
  emulator.addWebhook(hook.url, { secret: 'x', events: ['chats:assign'] })
  const { platform } = emulator
  platform.open(platform.addUser({ name: 'Zoe' }), { room: '1', lang: '', source: 3, externalId: '' })
  await expect.poll(() => hook.came.length).toBe(1)
  const file = join(folder, 'emulator.ndjson')
  const before = readFileSync(file, 'utf8')
  await emulator.stop()
  // The default chose, and the chat was joined, when the connection broke.
  await expect.poll(() => platform.asking).toBe(0)
  expect(emulator.answers).toMatchObject({ asked: 1, failed: 1 })
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect(statSync(file).mode & 0o077).toBe(0)
  await hook.end()
})
