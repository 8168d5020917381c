import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmulator, threeAgents, threeProfiles } from '@pointsman/emulator'
import { afterEach, expect, test } from 'vitest'
import { serveProcess } from './testing/serve-process.ts'
import { temporary } from './testing/temporary.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** The code block of a guide whose fence says so. */
function block(guide: string, fence: string): string {
  const document = readFileSync(join(root, 'docs/guide', guide), 'utf8')
  const found = new RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(document)
  if (found?.[1] === undefined) throw new Error(`${guide} has no block ${fence}`)
  return found[1]
}

/** What commands print, run where the repository is; addresses are those of the test. */
async function shell(script: string, addresses: Readonly<Record<string, string>>): Promise<string> {
  let text = script
  for (const [shown, real] of Object.entries(addresses)) text = text.replaceAll(shown, real)
  const { stdout } = await promisify(execFile)('bash', ['-c', text], { cwd: root })
  return stdout
}

/** Runs a console block command by command; answers the block as it should be. */
async function replayed(guide: string, fence: string, addresses: Readonly<Record<string, string>>): Promise<string> {
  let printed = ''
  for (const line of block(guide, fence).split('\n')) {
    if (!line.startsWith('$ ')) continue
    const out = await shell(line.slice(2), addresses)
    printed += `${line}\n${out === '' || out.endsWith('\n') ? out : `${out}\n`}`
  }
  return printed
}

/** Who stands in for a vendor, as the guide starts them. */
async function standIn(guide: string, fence: string): Promise<{ url: string; printed: () => string }> {
  const [node = '', script = ''] = block(guide, fence).trim().split(' ')
  expect(node).toBe('node')
  const child = spawn(process.execPath, [join(root, script), '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  closers.push(async () => {
    child.kill()
    await once(child, 'exit')
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  const [listening] = (await once(child.stderr, 'data')) as [Buffer]
  const [url = ''] = /http:\S+/.exec(String(listening)) ?? []
  return { url, printed: () => printed }
}

/** The server of a guide's configuration, with its files where they are and its state elsewhere. */
async function served(guide: string, fence: string, addresses: Readonly<Record<string, string>> = {}): Promise<string> {
  const [, file = ''] = /--config (\S+) --port 8080$/.exec(block(guide, fence).trim()) ?? []
  let text = readFileSync(join(root, file), 'utf8')
  for (const [shown, real] of Object.entries(addresses)) text = text.replaceAll(shown, real)
  const config = JSON.parse(text) as {
    readonly journal: object
    readonly chatlayer?: { readonly roster?: string }
  }
  const { chatlayer } = config
  const roster = chatlayer?.roster === undefined ? {} : { roster: join(root, 'docs/guide', chatlayer.roster) }
  const server = await serveProcess({
    ...config,
    ...(chatlayer === undefined ? {} : { chatlayer: { ...chatlayer, ...roster } }),
    journal: { ...config.journal, path: './journal' },
    state: './state',
  })
  closers.push(() => server.end())
  return server.url
}

test.each(['../../README.md', 'deploy.md'])(
  'O10 N2 what %s says starts a server without a file, which answers the documented payload, signed with openssl',
  async (document) => {
    // What is typed is what runs, but for the program, which is built, and the port.
    const program = `${process.execPath} ${join(root, 'apps/cli/dist/flat/bin.js')}`
    const typed = block(document, 'sh webhook').trim()
    const script = typed.replace('npm start --', program).replace('--port 8080', '--port 0')
    expect(script).not.toMatch(/npm|8080/)
    await temporary({}, async (path) => {
      const env = { PATH: process.env['PATH'] }
      // A group of its own: what ends the shell ends what it has started.
      const child = spawn('bash', ['-c', script], {
        cwd: path(''),
        env,
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const exited = once(child, 'exit')
      try {
        let log = ''
        child.stderr.on('data', (chunk) => (log += String(chunk)))
        await expect.poll(() => log, { timeout: 20_000 }).toMatch(/"url":"[^"]+"/)
        const [, url = ''] = /"url":"([^"]+)"/.exec(log) ?? []
        const out = await shell(block(document, 'sh signed'), {
          'http://127.0.0.1:8080': url.replace('0.0.0.0', '127.0.0.1'),
        })
        expect(out).toBe('{"agentId":"Ye9HD8jTA"}')
      } finally {
        process.kill(-(child.pid as number), 'SIGTERM')
        await exited
      }
    })
  },
)

test('N2 what the guide of Chatlayer shows of a roster is what comes', async () => {
  const url = await served('chatlayer.md', 'sh serve')
  const shown = block('chatlayer.md', 'console roster')
  expect(await replayed('chatlayer.md', 'console roster', { 'http://127.0.0.1:8080': url })).toBe(shown)
})

test('N2 what the guide of Chatlayer shows of the bridge is what crosses it', async () => {
  const words = block('chatlayer.md', 'sh emulate').trim().split(' ')
  const after = (option: string): string => words[words.indexOf(option) + 1] as string
  const [appId, secret] = [after('--app-id'), after('--app-secret')]
  const emulator = await startEmulator({
    agents: threeAgents,
    profiles: threeProfiles,
    credentials: { appId, secret },
    settings: { mode: 'queue', interval: 600 },
  })
  closers.push(() => emulator.stop())
  const actions = await standIn('chatlayer.md', 'sh actions')
  const url = await served('chatlayer.md', 'sh bridge', {
    'http://127.0.0.1:8000': emulator.url,
    'http://127.0.0.1:8090': actions.url,
  })
  emulator.addWebhook(`${url}/webhooks/inbenta`, {
    secret: after('--secret'),
    events: ['chats:assign', 'messages:new', 'chats:close'],
  })
  const addresses = { 'http://127.0.0.1:8080': url, 'http://127.0.0.1:8000': emulator.url }
  expect(await replayed('chatlayer.md', 'console bridge', addresses)).toBe(block('chatlayer.md', 'console bridge'))
  await expect.poll(() => emulator.platform.chats.all()[0]?.record.invited.size, { timeout: 10_000 }).toBe(1)
  expect(await shell(block('chatlayer.md', 'sh agent'), addresses)).toBe('')
  await expect.poll(actions.printed, { timeout: 10_000 }).toBe(block('chatlayer.md', 'text actions'))
})

test('N2 what the guide of Chatlayer shows of Aivo is what crosses over to it', async () => {
  const actions = await standIn('chatlayer.md', 'sh actions')
  const gateway = await standIn('chatlayer.md', 'sh gateway')
  const addresses = { 'http://127.0.0.1:8090': actions.url, 'http://127.0.0.1:8091': gateway.url }
  const url = await served('chatlayer.md', 'sh aivo', addresses)
  const shown = block('chatlayer.md', 'console aivo')
  expect(await replayed('chatlayer.md', 'console aivo', { 'http://127.0.0.1:8080': url })).toBe(shown)
  await expect.poll(actions.printed, { timeout: 10_000 }).toBe(block('chatlayer.md', 'text aivo'))
  expect(gateway.printed()).toMatch(/^session-1 is queued for 2179 as \S+\n$/)
})

test.each([
  ['search', 'sh request', /agent-\w+ is invited to chat \S+\nsaid hello, and closed it\n/],
  ['queue', 'sh queued', /chat \S+ is in queue 1\nit is (waiting|active)\n/],
] as const)('N2 the guide of the API asks for an agent: %s', async (mode, fence, printed) => {
  const words = block('agent-chat-api.md', 'sh emulate').trim().split(' ')
  const after = (option: string): string => words[words.indexOf(option) + 1] as string
  const emulator = await startEmulator({
    agents: threeAgents,
    profiles: threeProfiles,
    credentials: { appId: after('--app-id'), secret: after('--app-secret') },
    settings: { mode },
  })
  closers.push(() => emulator.stop())
  expect(after('--mode')).toBe('search')
  const out = await shell(block('agent-chat-api.md', fence), { 'http://127.0.0.1:8000': emulator.url })
  expect(out).toMatch(printed)
})

test('N2 the README has a row for each platform, with a guide', () => {
  const rows = [
    ...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^\| (?:Inbenta|Chatlayer|Aivo).*\]\((\S+)\) +\|$/gm),
  ]
  expect(rows).toHaveLength(4)
  for (const [, guide = ''] of rows) expect(readFileSync(join(root, guide), 'utf8')).toMatch(/^# /)
})

test('N2 what the guide of Aivo shows is what comes, and its events are a recording', async () => {
  const url = await served('aivo.md', 'sh serve')
  const shown = block('aivo.md', 'console events')
  expect(await replayed('aivo.md', 'console events', { 'http://127.0.0.1:8080': url })).toBe(shown)
})

test('N2 what the guide of Aivo shows of the queue is what comes of it', async () => {
  const gateway = await standIn('aivo.md', 'sh gateway')
  const url = await served('aivo.md', 'sh queue', { 'http://127.0.0.1:8091': gateway.url })
  for (const fence of ['console queued', 'console told'])
    expect(await replayed('aivo.md', fence, { 'http://127.0.0.1:8080': url })).toBe(block('aivo.md', fence))
})
