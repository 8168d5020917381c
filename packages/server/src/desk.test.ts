import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { machineClock } from './clock.ts'
import { createServer, secretsInMemory, type Server } from './index.ts'
import { openNew } from './journal/disk.ts'
import { FileJournal } from './journal/file-journal.ts'
import { silentLog } from './log.ts'

const secret = 'a-secret'
const payload = JSON.stringify({
  trigger: 'chats:assign',
  created_at: 1_776_151_041,
  data: {
    agents: [{ id: 'a', status: 'online', capacity: 2, restrictions: { rooms: ['1'] } }],
    chat: { id: 'c', room: '1', lang: 'en', created: 1_776_151_040 },
  },
})
const signature = createHmac('sha256', secret).update(payload).digest('hex')

let folder: string
/** The disk, which takes a line to heart when it is let. */
let letGo: () => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pointsman-desk-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

async function serverOnSlowDisk(budgetMs: number): Promise<Server> {
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const journal = await FileJournal.open({
    path: join(folder, 'journal'),
    fsync: 'always',
    clock: machineClock,
    log: silentLog,
    openNew: async (file) => {
      const real = await openNew(file)
      return { ...real, datasync: () => gate.then(() => real.datasync()) }
    },
  })
  return createServer({ secrets: secretsInMemory([secret]), journal, budgetMs })
}

function post(server: Server): Promise<Response> {
  const headers = { 'x-hook-signature': signature }
  return Promise.resolve(
    server.fetch(new Request('https://any.example/webhooks/inbenta', { method: 'POST', headers, body: payload })),
  )
}

describe('under fsync always', () => {
  test('J4 a repeat is not answered before the line of the first is safe', async () => {
    const server = await serverOnSlowDisk(4500)
    const order: string[] = []
    const first = post(server).then(() => order.push('first'))
    await expect.poll(() => server.metrics.expose()).toContain('pointsman_reservations 1')
    const repeat = post(server).then(() => order.push('repeat'))
    await expect.poll(() => server.metrics.expose()).toContain('pointsman_repeats_total 1')
    order.push('safe')
    letGo()
    await Promise.all([first, repeat])
    expect(order).toEqual(['safe', 'first', 'repeat'])
    await server.close()
  })

  test('J4 an answer does not wait for a slow disk beyond the budget, and that is counted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const server = await serverOnSlowDisk(4500)
    const answer = post(server)
    await expect.poll(() => server.metrics.expose()).toContain('pointsman_reservations 1')
    vi.advanceTimersByTime(4500)
    vi.useRealTimers()
    expect(await (await answer).json()).toEqual({ agentId: 'a' })
    expect(server.metrics.expose()).toContain('pointsman_answers_before_line_total 1')
    letGo()
    await server.close()
    expect(await readFile(join(folder, 'journal', '.lock'), 'utf8').catch(() => 'closed')).toBe('closed')
  })
})
