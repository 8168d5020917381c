import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Lints these files by the repository's own settings; answers the names of the rules that object. */
function lint(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-lint-'))
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
    const { status, stdout } = spawnSync(process.execPath, [oxlint, '--deny-warnings', '-f', 'unix'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const rules = [...stdout.matchAll(/\[Error\/([^\]]+)\]$/gm)].map(([, rule]) => rule as string)
    expect(status === 0).toBe(rules.length === 0)
    return rules
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const global = 'eslint(no-restricted-globals)'
const property = 'eslint(no-restricted-properties)'

describe('the floor line', () => {
  const surroundings: readonly (readonly [string, string])[] = [
    ['Date.now()', global],
    ['new Date()', global],
    ['performance.now()', global],
    ['process.pid', global],
    ['globalThis.Date', global],
    ['crypto.randomUUID()', global],
    ["fetch('x')", global],
    ['setTimeout(f)', global],
    ['setInterval(f)', global],
    ['setImmediate(f)', global],
    ['queueMicrotask(f)', global],
    ['Math.random()', property],
    ["Math['random']()", property],
    ['console.log(f)', 'eslint(no-console)'],
  ]

  it.each(surroundings)('T3 below it %s is refused, in every package below it', (expression, rule) => {
    const text = `export const f = (): unknown => ${expression}\n`
    for (const name of ['core', 'world', 'simulator'])
      expect(lint({ [`packages/${name}/src/a.ts`]: text })).toEqual([rule])
  })

  it.each(surroundings)('T3 above it, and in tests, %s is allowed', (expression) => {
    const text = `export const f = (): unknown => ${expression}\n`
    expect(lint({ 'packages/recording/src/a.ts': text, 'packages/core/src/a.test.ts': text })).toEqual([])
  })
})

describe('lint', () => {
  it.each([
    ['a circle', 'import(no-cycle)', "import { b } from './b.ts'\nexport const a: unknown = b\n"],
    ['a circle of types', 'import(no-cycle)', "import type { B } from './b.ts'\nexport type A = B\n"],
    ['a default export', 'import(no-default-export)', 'export default 1\n'],
    ['any', 'typescript(no-explicit-any)', 'export const a: any = 1\n'],
    ['an asserted value', 'typescript(no-non-null-assertion)', 'export const a = (b?: number): number => b!\n'],
    ['a loose comparison', 'eslint(eqeqeq)', 'export const a = (b: unknown): boolean => b == 1\n'],
    ['something unused', 'eslint(no-unused-vars)', 'const a = 1\n'],
  ])('T2 %s is refused', (_, rule, text) => {
    const other = "import { a, type A } from './a.ts'\nexport const b: unknown = a\nexport type B = A\n"
    expect(
      lint({ 'apps/x/src/a.ts': text, ...(rule.includes('cycle') ? { 'apps/x/src/b.ts': other } : {}) }),
    ).toContain(rule)
  })

  it.each([
    ['a test that runs alone', 'vitest(no-focused-tests)', 'only'],
    ['a test that is skipped', 'vitest(no-disabled-tests)', 'skip'],
  ])('T2 %s is refused', (_, rule, which) => {
    expect(lint({ 'apps/x/src/a.test.ts': `import { it } from 'vitest'\nit.${which}('a', () => {})\n` })).toContain(
      rule,
    )
  })
})
