// Does by hand what apps/webhook/Containerfile says, where there is no container engine: its deploy into a folder, its environment
// and its entry point as a process. What stands in that folder has to answer a signed payload, show its pages, write its
// journal, end by SIGTERM with 0, and know after a start what it answered. Ends with 1, and says why, where it does not.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const file = await readFile(join(root, 'apps', 'webhook', 'Containerfile'), 'utf8')
const folder = await mkdtemp(join(tmpdir(), 'pointsman-image-'))
const app = join(folder, 'app')
const data = join(folder, 'data')
const secret = 'a-secret'

/** The first match of the Containerfile's. */
function line(pattern) {
  const [, found] = pattern.exec(file) ?? []
  assert.ok(found, `Containerfile: expected ${pattern}, got nothing`)
  return found
}

const deploy = line(/^ && (npx .* deploy .*)$/m).replaceAll('/app', app)
const settings = Object.fromEntries(
  [...line(/^ENV (.*)$/m).matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
)
const [, ...entry] = JSON.parse(line(/^ENTRYPOINT (.*)$/m))

/** Nothing that was started may outlive a check that failed. */
const started = []

async function start() {
  const child = spawn(
    process.execPath,
    entry.map((word) => word.replace('/app', app)),
    {
      cwd: data,
      env: {
        ...settings,
        HOST: '127.0.0.1',
        PORT: '0',
        POINTSMAN_CONFIG: join(folder, 'pointsman.json'),
        SECRET: secret,
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    },
  )
  started.push(child)
  const ended = once(child, 'exit')
  let said = ''
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (text) => {
      said += text
      const [, address] = /"url":"([^"]+)"/.exec(said) ?? []
      if (address !== undefined) resolve(address)
    })
    void ended.then(([code]) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    assert.deepEqual(await ended, [0, null], 'SIGTERM: expected exit code 0')
  }
  return { url, stop }
}

try {
  const { status } = spawnSync(deploy, { cwd: root, shell: true, stdio: ['ignore', 2, 2] })
  assert.equal(status, 0, `${deploy}: expected exit code 0`)
  await mkdir(data)
  const config = {
    inbenta: { secrets: ['env:SECRET'] },
    journal: { path: join(data, 'journal') },
    state: join(data, 'state'),
  }
  await writeFile(join(folder, 'pointsman.json'), JSON.stringify({ ...config, admin: { token: 'a-token' } }))
  const body = await readFile(join(root, 'fixtures', 'payloads', 'documented-example.json'))
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const post = async ({ url }, sent) => {
    const headers = { 'x-hook-signature': signature }
    const response = await fetch(`${url}/webhooks/inbenta`, { method: 'POST', headers, body: sent })
    return [response.status, await response.text()]
  }
  const first = await start()
  const answer = [200, '{"agentId":"Ye9HD8jTA"}']
  assert.deepEqual(await post(first, body), answer)
  assert.equal((await post(first, `${body} `))[0], 401)
  for (const path of ['healthz', 'readyz', 'metrics', 'console?token=a-token', 'openapi.json'])
    assert.equal((await fetch(`${first.url}/${path}`)).status, 200, path)
  await first.stop()
  assert.equal((await readdir(join(data, 'journal'))).length, 1)
  const again = await start()
  assert.deepEqual(await post(again, body), answer)
  assert.match(await (await fetch(`${again.url}/metrics`)).text(), /^pointsman_repeats_total 1$/m)
  await again.stop()
  process.stderr.write('image: what the Containerfile deploys answers, ends in order and remembers\n')
} finally {
  for (const child of started) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}
