import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { threeAgents } from '../three-agents.ts'
import { assumptionsPage } from './assumptions-page.ts'
import { assumptions } from './assumptions.ts'
import { contractRun, ofEmulator, tryAll } from './contract-run.ts'
import { Receiver } from './receiver.ts'
import { Tenant } from './tenant.ts'
import { startTwistedRelay } from './testing/twisted-relay.ts'
import { tryAssumption } from './verdict.ts'
import { verdictsTable } from './verdicts-table.ts'

describe('the contract suite', () => {
  it('CL11 the emulator keeps to every assumption that it can show, with queue mode and without', async () => {
    const { of, verdicts } = await contractRun({})
    const untold = verdicts.filter(({ outcome }) => outcome !== 'confirmed')
    expect(of).toContain('emulator')
    expect(verdicts.map(({ assumption: { id } }) => id)).toEqual(assumptions.map(({ id }) => id))
    expect(untold.filter(({ outcome }) => outcome === 'refuted')).toEqual([])
    expect(untold.map(({ assumption: { needs } }) => needs)).toEqual(
      untold.map(() => expect.arrayContaining(['person'])),
    )
    const table = verdictsTable(verdicts)
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    expect(table).toContain(`${assumptions.length - untold.length} confirmed, 0 refuted, ${untold.length} not tried`)
  })

  it('CL12 no check is one that cannot fail: of a platform that is otherwise none comes out confirmed, by routes', async () => {
    const otherwise = createServer((_, outgoing) => outgoing.writeHead(418).end('{}'))
    await new Promise<void>((resolve) => otherwise.listen(0, '127.0.0.1', resolve))
    try {
      const tenant = new Tenant({
        url: `http://127.0.0.1:${(otherwise.address() as AddressInfo).port}/v1`,
        appId: 'app',
        secret: 'secret',
        domainKey: 'key',
        room: '1',
        agentId: 'ana',
        patienceMs: 100,
        intervalMs: 100,
      })
      for (const mode of [true, false]) {
        tenant.queueMode = mode
        for (const assumption of assumptions) {
          if (assumption.needs.some((need) => need !== 'person' && !tenant.has(need))) continue
          const { outcome } = await tryAssumption(assumption, tenant)
          expect([assumption.id, outcome]).toEqual([
            assumption.id,
            assumption.needs.includes('person') ? 'not tried' : 'refuted',
          ])
        }
      }
    } finally {
      otherwise.close()
    }
  })

  it('CL12 no check is one that cannot fail: of a platform that is otherwise none comes out confirmed, by events', async () => {
    const byFields = ['EA16', 'EA17', 'EA24', 'EA27', 'EA34', 'EA35', 'EA36', 'EA37']
    for (const [mode, what, others] of [
      ['queue', 'fields', byFields],
      ['search', 'fields', byFields],
      ['queue', 'names', ['EA16', 'EA17', 'EA23', 'EA28', 'EA37', 'EA40', 'EA41', 'EA43', 'EA44', 'EA45', 'EA48']],
    ] as const) {
      const receiver = new Receiver()
      const to = await receiver.open(0)
      const relay = await startTwistedRelay(to, receiver, what)
      const emulator = await startEmulator({
        agents: threeAgents,
        settings: { mode, interval: 1e6, queueUpdateEvery: 0.05 },
      })
      try {
        const usual = ofEmulator(emulator, { receiver, url: relay.url })
        const verdicts = await tryAll(new Tenant({ ...usual, patienceMs: 300, intervalMs: 300 }))
        const kept = verdicts.filter(
          ({ assumption: { needs }, outcome }) => needs.includes('webhook') && outcome === 'confirmed',
        )
        // What is left alone, or is none of the events: routes, and whom the platform takes by itself.
        const told = kept
          .map(({ assumption: { id } }) => id)
          .filter((id) => !(others as readonly string[]).includes(id))
        expect([mode, what, told]).toEqual([mode, what, []])
      } finally {
        await emulator.stop()
        await relay.end()
        await receiver.close()
      }
    }
  })

  it('CL12 of a tenant that the environment names it says what holds, and what it takes to try the rest', async () => {
    const emulator = await startEmulator({ agents: threeAgents })
    try {
      const environment = {
        AGENT_CHAT_URL: `${emulator.url}/v1`,
        AGENT_CHAT_APP_ID: emulator.credentials.appId,
        AGENT_CHAT_SECRET: emulator.credentials.secret,
        AGENT_CHAT_DOMAIN_KEY: 'not-the-key',
      }
      const { of, verdicts } = await contractRun(environment)
      const outcome = (id: string): unknown => verdicts.find(({ assumption }) => assumption.id === id)?.outcome
      expect(of).toBe(environment.AGENT_CHAT_URL)
      expect(['EA1', 'EA2', 'EA6', 'EA23'].map(outcome)).toEqual(['refuted', 'confirmed', 'not tried', 'not tried'])
      expect(emulator.platform.chats.all()).toEqual([])
      const because = (id: string): unknown => verdicts.find(({ assumption }) => assumption.id === id)?.because
      expect(because('EA6')).toBe('needs AGENT_CHAT_ROOM, a queue whose agents expect test chats')
      expect(because('EA23')).toContain('AGENT_CHAT_WEBHOOK_URL')
    } finally {
      await emulator.stop()
    }
  })

  it('CL12 what is missing to ask a tenant is one line', async () => {
    const url = { AGENT_CHAT_URL: 'http://127.0.0.1:1/v1' }
    await expect(contractRun(url)).rejects.toThrow(/^AGENT_CHAT_APP_ID: expected it beside AGENT_CHAT_URL$/)
    const all = { ...url, AGENT_CHAT_APP_ID: 'a', AGENT_CHAT_SECRET: 's' }
    await expect(contractRun({ ...all, AGENT_CHAT_WEBHOOK_PORT: 'x' })).rejects.toThrow(
      /^AGENT_CHAT_WEBHOOK_PORT: expected a port, got "x"$/,
    )
    await expect(contractRun(all)).rejects.toThrow(/^GET \/settings: no connection/)
  })

  it('CL13 every assumption has an id of its own, in order, and the page of the reference lists them all', () => {
    const ids = assumptions.map(({ id }) => id)
    expect(ids).toEqual(Array.from(ids, (_, i) => `EA${i + 1}`))
    const page = fileURLToPath(new URL('../../../../docs/reference/assumptions.md', import.meta.url))
    expect(readFileSync(page, 'utf8')).toBe(assumptionsPage())
  })
})
