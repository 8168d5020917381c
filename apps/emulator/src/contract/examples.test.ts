import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { threeAgents } from '../three-agents.ts'

/** What an example prints when it is run against an emulator in this mode; it needs the build. */
async function run(example: string, mode: 'queue' | 'search', environment: Readonly<NodeJS.ProcessEnv> = {}) {
  const emulator = await startEmulator({ agents: threeAgents, settings: { mode } })
  try {
    const env = {
      PATH: process.env['PATH'] ?? '',
      AGENT_CHAT_URL: `${emulator.url}/v1`,
      AGENT_CHAT_APP_ID: emulator.credentials.appId,
      AGENT_CHAT_SECRET: emulator.credentials.secret,
      ...environment,
    }
    const path = fileURLToPath(new URL(`../../../../examples/${example}`, import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [path], { env })
    return { stdout, open: emulator.platform.chats.open }
  } finally {
    await emulator.stop()
  }
}

describe('the examples', () => {
  it('CL14 run against the emulator: without queue mode', async () => {
    const { open, stdout } = await run('request-agent.mjs', 'search')
    expect(stdout).toMatch(/^agent-\w+ is invited to chat \w+\nsaid hello, and closed it\n$/)
    expect(open).toBe(0)
  })

  it('CL14 run against the emulator: in queue mode', async () => {
    const { open, stdout } = await run('request-agent-queued.mjs', 'queue')
    expect(stdout).toMatch(/^chat \w+ is in queue 1\nit is (waiting|active)\n$/)
    expect(open).toBe(0)
  })

  it('CL14 with a wrong secret they say so in one line', async () => {
    await expect(run('request-agent.mjs', 'search', { AGENT_CHAT_SECRET: 'wrong' })).rejects.toMatchObject({
      code: 1,
      stderr: 'GET /agents/available: 401, x-hyper-secret is wrong\n',
    })
  })

  it('CL14 without what they need they name what is missing', async () => {
    const missing = run('request-agent-queued.mjs', 'queue', { AGENT_CHAT_APP_ID: undefined })
    await expect(missing).rejects.toMatchObject({ code: 2, stderr: 'AGENT_CHAT_APP_ID is not set\n' })
  })
})
