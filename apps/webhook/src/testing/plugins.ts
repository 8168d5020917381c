import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Plug-ins that misbehave, and one that does not, by name: the body of their `decide(request, ledger)`. */
export const plugins = {
  last: 'return request.agents.at(-1)?.id ?? null',
  throws: "throw new Error('on purpose')",
  rubbish: 'return { anything: 7 }',
  promises: "return Promise.resolve('a')",
  unlisted: "return 'nobody-here'",
  offline: "return 'offline'",
  full: "return 'full'",
  loops: 'for (;;) {}',
  'loops-in-a-regex': "return /^(a+)+$/.test('a'.repeat(40) + '!') ? 'a' : 'b'",
  'allocates-objects': 'const kept = []; for (;;) kept.push(new Array(1000).fill({}))',
  'allocates-buffers': 'const kept = []; for (;;) kept.push(Buffer.alloc(8_000_000, 1))',
  exits: 'process.exit(0)',
  'exits-later': "setTimeout(() => { throw new Error('later') }, 5); return 'a'",
  'posts-anything': `const { parentPort: port } = process.getBuiltinModule('node:worker_threads')
    const odd = { toString: 1 }
    for (const said of [null, undefined, 'hi', 7, [], { ready: odd }, { unusable: odd }, { call: odd }, { ready: 'me' }]) {
      port.postMessage(said)
    }
    return 'a'`,
  'answers-for-itself': `const { parentPort: port } = process.getBuiltinModule('node:worker_threads')
    globalThis.asked ??= port.prependListener('message', ({ call, what }) => {
      const endless = {}
      endless.endless = endless
      port.postMessage({ call, decision: { kind: 'assign', agent: 'a' }, explanation: { big: 1n, endless } })
      port.postMessage({ call, failed: { toString: 1 }, message: 7 })
    })
    return 'a'`,
  'is-ready-again': `const { parentPort: port } = process.getBuiltinModule('node:worker_threads')
    for (let last = 0; ; ) {
      if (Date.now() === last) continue
      last = Date.now()
      port.postMessage({ ready: 'again' })
    }`,
  'sleeps-natively':
    "process.getBuiltinModule('node:child_process').execSync('sleep 12', { env: { PATH: '/usr/bin:/bin' } }); return 'a'",
  'passes-oddly': "return { kind: 'pass', why: 'x'.repeat(1000) }",
} as const

/** Writes a plug-in of this name into the folder, and answers its path relative to the folder. */
export async function writePlugin(folder: string, name: string, decide: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = `${name}.mjs`
  const source = `export default { name: ${JSON.stringify(name)}, decide(request, ledger) { ${decide} } }\n`
  await writeFile(join(folder, file), source)
  return `./${file}`
}
