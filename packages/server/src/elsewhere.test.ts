import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const secret = 'a-secret'
const server = fileURLToPath(new URL('./index.ts', import.meta.url))

/** A server as somebody would write it for Bun. */
const entry = `
import { createServer, secretsInMemory } from ${JSON.stringify(server)}
const server = createServer({ secrets: secretsInMemory([${JSON.stringify(secret)}]), adminToken: 't' })
const { url } = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => server.fetch(request) })
console.log(JSON.stringify({ url: url.origin, bun: Bun.version }))
`

/** Bun's program, as its package brings it for this machine. */
function bun(): string {
  const package_ = createRequire(createRequire(import.meta.url).resolve('bun/package.json'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const machine = process.arch === 'arm64' ? 'aarch64' : process.arch
  return package_.resolve(`@oven/bun-${system}-${machine}/bin/bun${system === 'windows' ? '.exe' : ''}`)
}

describe('the server on Bun', () => {
  let folder: string
  let child: ChildProcess
  let url: string
  let version: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pointsman-bun-'))
    await writeFile(join(folder, 'entry.ts'), entry)
    child = spawn(bun(), ['--conditions=@pointsman/source', '--no-install', join(folder, 'entry.ts')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { HOME: folder, TMPDIR: folder },
    })
    const told = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout?.on('data', (chunk) => {
        said += String(chunk)
        if (said.includes('\n')) resolve(said)
      })
      let complained = ''
      child.stderr?.on('data', (chunk) => (complained += String(chunk)))
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`Bun ended with ${code}: ${complained}`)))
    })
    ;({ url, bun: version } = JSON.parse(told) as { url: string; bun: string })
  })

  afterAll(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  })

  const post = (body: string, signature = createHmac('sha256', secret).update(body).digest('hex')): Promise<Response> =>
    fetch(`${url}/webhooks/inbenta`, { method: 'POST', headers: { 'x-hook-signature': signature }, body })

  const payload = (chat: string): string =>
    JSON.stringify({
      trigger: 'chats:assign',
      created_at: 1_776_151_041,
      data: {
        agents: [
          { id: 'a', status: 'online', capacity: 1, restrictions: { rooms: ['1'] } },
          { id: 'b', status: 'paused', capacity: 9, restrictions: { rooms: ['1'] } },
        ],
        chat: { id: chat, room: '1', lang: 'en', created: 1_776_151_040 },
      },
    })

  test('A14 answers signed requests there, reserves, repeats, and refuses what is forged or malformed', async () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    const named = async (body: string): Promise<unknown> => (await post(body)).json()
    expect(await named(payload('first'))).toEqual({ agentId: 'a' })
    expect(await named(payload('first'))).toEqual({ agentId: 'a' })
    expect(await named(payload('second'))).toEqual({ agentId: '' })
    expect((await post(payload('third'), 'f'.repeat(64))).status).toBe(401)
    expect((await post('{"trigger":"chats:assign"')).status).toBe(400)
    const close = { trigger: 'chats:close', data: { chatId: 'first', userId: 'a' }, created_at: 1_776_151_042 }
    expect((await post(JSON.stringify(close))).status).toBe(200)
    expect(await named(payload('fourth'))).toEqual({ agentId: 'a' })
  })

  test('A14 has its other routes there', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('pointsman_decisions_total')
    expect((await fetch(`${url}/decisions/first`)).status).toBe(401)
    const told = await fetch(`${url}/decisions/first`, { headers: { authorization: 'Bearer t' } })
    expect(await told.json()).toMatchObject({ chat: 'first', decisions: [{ answer: 'a' }] })
    expect((await fetch(`${url}/console?token=t`)).status).toBe(200)
  })
})
