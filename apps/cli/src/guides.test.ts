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

/** The server of a guide's configuration, with its files where they are and its state elsewhere. */
async function served(
  guide: string,
  fence: string,
  over: (chatlayer: object) => object = (own) => own,
): Promise<string> {
  const [, file = ''] = /--config (\S+) --port 8080$/.exec(block(guide, fence).trim()) ?? []
  const config = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    readonly journal: object
    readonly chatlayer?: { readonly roster?: string }
  }
  const { chatlayer } = config
  const roster = chatlayer?.roster === undefined ? {} : { roster: join(root, 'docs/guide', chatlayer.roster) }
  const server = await serveProcess({
    ...config,
    ...(chatlayer === undefined ? {} : { chatlayer: over({ ...chatlayer, ...roster }) }),
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
    const program = `${process.execPath} ${join(root, 'apps/cli/dist/bin.js')}`
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
  const [node = '', script = ''] = block('chatlayer.md', 'sh actions').trim().split(' ')
  expect(node).toBe('node')
  const actions = spawn(process.execPath, [join(root, script), '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  closers.push(async () => {
    actions.kill()
    await once(actions, 'exit')
  })
  let printed = ''
  actions.stdout.on('data', (chunk) => (printed += String(chunk)))
  const [listening] = (await once(actions.stderr, 'data')) as [Buffer]
  const [actionsUrl = ''] = /http:\S+/.exec(String(listening)) ?? []
  const url = await served('chatlayer.md', 'sh bridge', (chatlayer) => {
    const text = JSON.stringify(chatlayer)
    return JSON.parse(
      text.replace('http://127.0.0.1:8000', emulator.url).replace('http://127.0.0.1:8090', actionsUrl),
    ) as object
  })
  emulator.addWebhook(`${url}/webhooks/inbenta`, {
    secret: after('--secret'),
    events: ['chats:assign', 'messages:new', 'chats:close'],
  })
  const addresses = { 'http://127.0.0.1:8080': url, 'http://127.0.0.1:8000': emulator.url }
  expect(await replayed('chatlayer.md', 'console bridge', addresses)).toBe(block('chatlayer.md', 'console bridge'))
  await expect.poll(() => emulator.platform.chats.all()[0]?.record.invited.size, { timeout: 10_000 }).toBe(1)
  expect(await shell(block('chatlayer.md', 'sh agent'), addresses)).toBe('')
  await expect.poll(() => printed, { timeout: 10_000 }).toBe(block('chatlayer.md', 'text actions'))
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
