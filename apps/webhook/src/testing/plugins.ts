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
