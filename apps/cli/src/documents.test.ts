import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { MemoryLedger, Situation, adopt, parsePolicy, type Preference, type Rule, type Strategy } from '@pointsman/core'
import { agent, checkLaws, request } from '@pointsman/core/checking'
import { workingDay } from '@pointsman/fixtures'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from './input/read-config.ts'
import { runInProcess } from './testing/run-in-process.ts'
import { serveProcess } from './testing/serve-process.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(root, 'apps', 'cli', 'dist-documents-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The code block of a document whose fence says so, such as `ts rule`. */
function block(document: string, fence: string): string {
  const found = new RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(read(document))
  if (found?.[1] === undefined) throw new Error(`${document} has no block ${fence}`)
  return found[1]
}

/** A block as a module of its own. */
async function run(document: string, fence: string): Promise<Record<string, unknown>> {
  const path = join(folder, fence.replace(/^(\w+) (\w+)$/, fence.startsWith('js') ? '$2.mjs' : '$2.ts'))
  writeFileSync(path, block(document, fence))
  return (await import(pathToFileURL(path).href)) as Record<string, unknown>
}

describe('N1 the recipes run', () => {
  test('N1 the rule is one', async () => {
    const { isFree } = await run('CONTRIBUTING.md', 'ts rule')
    expect((isFree as Rule).name).toBe('is-free')
  })

  test('N1 the preference is one', async () => {
    const { fewestInvitations } = await run('CONTRIBUTING.md', 'ts preference')
    expect((fewestInvitations as Preference).wants).toBe('less')
  })

  test('N1 the strategy keeps the laws that it says it keeps', async () => {
    const { fewestChats } = await run('CONTRIBUTING.md', 'ts strategy')
    const skip = [...block('CONTRIBUTING.md', 'ts laws').matchAll(/law: '(L\d+)', reason: '([^']+)'/g)]
    const outcomes = checkLaws(
      { newStrategy: fewestChats as (options: { readonly seed: number }) => Strategy },
      { skip: skip.map(([, law = '', reason = '']) => ({ law, reason })) },
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'broken')).toEqual([])
    expect(skip).toHaveLength(2)
  })

  test('N1 the plug-in is one, and the laws find what is wrong with it', async () => {
    const { default: exported } = await run('CONTRIBUTING.md', 'js plugin')
    const outcomes = checkLaws({ newStrategy: (options) => adopt(exported, options) }, { runs: 200 })
    expect(outcomes.filter(({ outcome }) => outcome === 'broken').map(({ law }) => law)).toContain('L10')
  })
})

describe('N2 the documents say what is so', () => {
  test('N2 the policy of the guide is read without a warning', () => {
    expect(parsePolicy(JSON.parse(block('docs/guide/policies.md', 'json policy'))).warnings).toEqual([])
    expect(read('docs/guide/vip-first.json')).toBe(block('docs/guide/policies.md', 'json policy'))
  })

  test('N2 the configuration of the guide says where skills and needs stand', async () => {
    const settings = JSON.parse(block('docs/guide/policies.md', 'json skills')) as Record<string, unknown>
    const file = join(folder, 'skills.json')
    writeFileSync(file, JSON.stringify(settings))
    expect((await readConfig(file))?.decode).toEqual(settings)
  })

  test('N2 the blend of the guide trades as it says', () => {
    const prefer = [JSON.parse(block('docs/guide/policies.md', 'json blend')) as unknown]
    const { policy } = parsePolicy({ name: 'blended', require: ['online'], prefer })
    const key = (capacity: number, lastLoginAt: number): number => {
      const one = agent({ capacity, lastLoginAt })
      const asked = request([one], {}, { at: 10_000 })
      return policy.prefer[0]!.key(one, new Situation(asked, new MemoryLedger(), 0))
    }
    expect(key(1, 9000 - 361)).toBeGreaterThan(key(2, 9000))
    expect(key(1, 9000 - 359)).toBeLessThan(key(2, 9000))
  })

  test('N2 what it shows a command print is what it prints', async () => {
    const [command = '', ...printed] = block('README.md', 'console').trimEnd().split('\n')
    const words = command.replace('$ npm -s start -- ', '').replace('docs/', join(root, 'docs/')).split(' ')
    const { code, out } = await runInProcess(words)
    expect([code, out.trimEnd()]).toEqual([0, printed.join('\n')])
  })
})

test('N2 what the guide shows compare print is what it prints', async () => {
  const [command = '', ...printed] = block('docs/guide/compare.md', 'console').trimEnd().split('\n')
  const [, , , , , ...words] = command.replace('fixtures/', join(root, 'fixtures/')).split(' ')
  const { code, out } = await runInProcess([...words, '--workers', '1'])
  // A longer path breaks the last lines elsewhere.
  const flat = (text: string): string =>
    text
      .replaceAll(join(root, '/'), '')
      .replaceAll(/(?:\s|\\\n)+/g, ' ')
      .trim()
  expect([code, flat(out)]).toEqual([0, flat(printed.join('\n'))])
})

test('N2 what the guide and the README show of the replayed day is what is printed', async () => {
  const recording = join(folder, 'working-day.ndjson.gz')
  writeFileSync(recording, gzipSync([...workingDay()].map((entry) => `${JSON.stringify(entry)}\n`).join('')))
  const [command = '', ...printed] = block('docs/guide/replay.md', 'console').trimEnd().split('\n')
  const shown = 'fixtures/recordings/working-day.ndjson.gz'
  const words = command.replace('$ npm -s start -- ', '').replace(shown, recording).split(' ')
  const { code, out } = await runInProcess([...words, '--workers', '1'])
  const flat = (text: string): string =>
    text
      .replaceAll(recording, shown)
      .replaceAll(/(?:\s|\\\n)+/g, ' ')
      .trim()
  expect([code, flat(out)]).toEqual([0, flat(printed.join('\n'))])
  const [again, ...first] = block('README.md', 'console replay').trimEnd().split('\n')
  expect(again).toBe(command)
  expect(out.startsWith(first.join('\n'))).toBe(true)
})

describe('N2 the platform on your desk', () => {
  const words = (fence: string): readonly string[] =>
    block('docs/guide/emulate.md', fence)
      .trim()
      .replace('npm start -- ', '')
      .replaceAll(/\b(docs|fixtures)\//g, `${root}$1/`)
      .split(' ')

  test('N2 the two commands of the guide, which are those of the README, have chats assigned by the webhook', async () => {
    for (const fence of ['sh serve', 'sh emulate']) {
      expect(read('README.md')).toContain(block('docs/guide/emulate.md', fence))
    }
    const [serve, emulate] = [words('sh serve'), words('sh emulate')]
    const config = JSON.parse(readFileSync(serve[serve.indexOf('--config') + 1] as string, 'utf8')) as object
    const server = await serveProcess({ ...config, state: './state' })
    const instead: Readonly<Record<string, string>> = { '--speed': '20000', '--port': '0', '--webhook': server.webhook }
    let interrupt: () => void = () => undefined
    const running = runInProcess([...emulate.map((word, i) => instead[emulate[i - 1] as string] ?? word), '--json'], {
      onInterrupt: (then) => {
        interrupt = then
        return () => undefined
      },
    })
    await expect
      .poll(async () => (await fetch(`${server.url}/metrics`)).text(), { timeout: 30_000, interval: 200 })
      .toMatch(/pointsman_decisions_total\{.*\} \d{2}/)
    interrupt()
    const { answers } = JSON.parse((await running).out) as { answers: Readonly<Record<string, number>> }
    expect(answers['honoured']).toBeGreaterThan(9)
    expect([answers['invalid'], answers['full'], answers['late'], answers['failed']]).toEqual([0, 0, 0, 0])
    const pages = [...read('docs/guide/emulate.md').matchAll(/<http:\/\/127\.0\.0\.1:8080(\/[^>]*)>/g)]
    for (const [, path] of pages) expect((await fetch(`${server.url}${path}`)).status).toBe(200)
    expect(pages).toHaveLength(1)
    await server.end()
  })
})

test('N3 every rule of the specification has a test, and every title begins with a rule', () => {
  const stated = [...read('docs/SPEC.md').matchAll(/^- \*\*([A-Z]{1,2}\d+)\*\* /gm)].map(([, id]) => id ?? '')
  const sources = ['packages', 'apps', 'fixtures', 'scripts', 'benchmarks'].flatMap((name) => testsIn(join(root, name)))
  const titles = sources.flatMap((source) => [
    ...source.matchAll(/(?:\b(?:test|it)|[\])>])\(\s*['"`]((?:\$\{law\.id\} |[A-Z]+\d+ )+)/g),
  ])
  const tested = new Set(titles.flatMap(([, ids]) => (ids ?? '').trim().split(' ')))
  const untitled = sources.flatMap((source) => [
    ...source.matchAll(/\b(?:test|it)\(\s*['"`](?!\$\{law\.id\}|[A-Z]+\d+ )(.*)/g),
  ])
  expect(stated.length).toBe(new Set(stated).size)
  expect(untitled.map(([, title]) => title)).toEqual([])
  expect(stated.filter((id) => !tested.has(id) && !(id.startsWith('L') && tested.has('${law.id}')))).toEqual([])
  expect([...tested].filter((id) => id !== '${law.id}' && !stated.includes(id))).toEqual([])
})

function testsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(node_modules|dist.*)$/.test(entry.name) ? [] : testsIn(path)
    // The laws are registered by the suite itself.
    return /\.test\.ts$|strategy-laws\.ts$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}
