import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs these tests through vitest and its JSON reporter, as the checks do, and counts them. */
function tally(files: Readonly<Record<string, string>>): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(join(root, 'node_modules', '.pointsman-tally-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const results = join(folder, 'results.json')
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const flags = ['--reporter=json', `--outputFile.json=${results}`]
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      "export default { test: { include: ['*.check.mjs'], exclude: [] } }\n",
    )
    spawnSync(process.execPath, [vitest, 'run', '--root', folder, ...flags], { cwd: folder })
    return count(results)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function count(results: string): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'tally.mjs'), results], {
    encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}

const passes = "import { it } from 'vitest'\nit('a', () => {})\nit('b', () => {})\n"
const fails = "import { it } from 'vitest'\nit('c', () => { throw new Error('no') })\n"

describe('the count of the tests', () => {
  it('T6 is the last line, and says yes when all passed', () => {
    expect(tally({ 'a.check.mjs': passes })).toEqual({ status: 0, lines: ['2 passed, 0 failed'] })
  })

  it('T6 says no when one failed', () => {
    expect(tally({ 'a.check.mjs': passes, 'b.check.mjs': fails })).toEqual({ status: 1, lines: ['2 passed, 1 failed'] })
  })

  it('T6 says no when one was skipped, and which', () => {
    const { status, lines } = tally({ 'a.check.mjs': `${passes}it.skip('d', () => {})\nit.todo('e')\n` })
    expect(status).toBe(1)
    expect(lines.map((line) => line.replace(/ \S*a\.check\.mjs /, ' '))).toEqual([
      'skipped: d',
      'skipped: e',
      '2 passed, 0 failed',
    ])
  })

  it('T6 says no when a file of tests could not be read', () => {
    const { status, lines } = tally({ 'a.check.mjs': passes, 'b.check.mjs': 'throw new Error()\n' })
    expect(status).toBe(1)
    expect(lines.at(-1)).toBe('2 passed, 1 failed')
  })

  it('T6 says no when nothing was run', () => {
    expect(count(join(tmpdir(), 'pointsman-no-such-file'))).toEqual({
      status: 1,
      lines: ['could not be run: the tests', '0 passed, 1 failed'],
    })
  })
})
