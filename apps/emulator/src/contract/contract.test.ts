import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { threeAgents } from '../three-agents.ts'
import { assumptionsPage } from './assumptions-page.ts'
import { assumptions } from './assumptions.ts'
import { contractRun } from './contract-run.ts'
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

  it('CL12 a tenant that is otherwise is caught: a code for each difference', async () => {
    // Joined outright, invitations that never run out, and credentials of somebody else.
    const emulator = await startEmulator({ agents: threeAgents, settings: { acceptance: 'join' } })
    try {
      const environment = {
        AGENT_CHAT_URL: `${emulator.url}/v1`,
        AGENT_CHAT_APP_ID: emulator.credentials.appId,
        AGENT_CHAT_SECRET: emulator.credentials.secret,
        AGENT_CHAT_ROOM: '1',
        AGENT_CHAT_DOMAIN_KEY: 'not the key'.replaceAll(' ', '-'),
      }
      const { of, verdicts } = await contractRun(environment)
      const outcome = (id: string): unknown => verdicts.find(({ assumption }) => assumption.id === id)?.outcome
      expect(of).toBe(environment.AGENT_CHAT_URL)
      expect([outcome('EA1'), outcome('EA3'), outcome('EA18')]).toEqual(['refuted', 'refuted', 'refuted'])
      expect(outcome('EA2')).toBe('confirmed')
      // Nobody says where a webhook would be.
      expect([outcome('EA23'), outcome('EA27')]).toEqual(['not tried', 'not tried'])
      expect(verdicts.find(({ assumption }) => assumption.id === 'EA23')?.because).toContain('AGENT_CHAT_WEBHOOK_URL')
    } finally {
      await emulator.stop()
    }
  })

  it('CL12 what is missing to ask a tenant is one line', async () => {
    const url = { AGENT_CHAT_URL: 'http://127.0.0.1:1/v1' }
    await expect(contractRun(url)).rejects.toThrow(/^AGENT_CHAT_APP_ID: expected it beside AGENT_CHAT_URL$/)
    const all = { ...url, AGENT_CHAT_APP_ID: 'a', AGENT_CHAT_SECRET: 's', AGENT_CHAT_ROOM: '1' }
    await expect(contractRun(all)).rejects.toThrow(/^GET \/settings: no connection/)
  })

  it('CL13 every assumption has an id of its own, in order, and the page of the reference lists them all', () => {
    const ids = assumptions.map(({ id }) => id)
    expect(ids).toEqual(Array.from(ids, (_, i) => `EA${i + 1}`))
    const page = fileURLToPath(new URL('../../../../docs/reference/assumptions.md', import.meta.url))
    expect(readFileSync(page, 'utf8')).toBe(assumptionsPage())
  })
})
