import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the checker over a house of these files. */
function check(files: Readonly<Record<string, string>>): { status: number | null; lines: string[] } {
  const house = mkdtempSync(join(tmpdir(), 'pointsman-house-'))
  try {
    for (const name of ['core', 'inbenta', 'recording', 'aivo']) {
      const exports = { './testing': { '@pointsman/source': './testing/index.ts' } }
      write(house, `packages/${name}/package.json`, JSON.stringify({ name: `@pointsman/${name}`, exports }))
    }
    for (const [path, text] of Object.entries(files)) write(house, path, text)
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'architecture.mjs'), house], {
      encoding: 'utf8',
    })
    return { status, lines: stdout.trimEnd().split('\n') }
  } finally {
    rmSync(house, { recursive: true })
  }
}

function write(house: string, path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

describe('the table of who may import whom', () => {
  it('T4 this repository keeps to it', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts', 'architecture.mjs')], {
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/^architecture: \d+ files keep to the table\n$/)
    expect(status).toBe(0)
  })

  it('T4 what keeps to it passes', () => {
    const { status, lines } = check({
      'packages/inbenta/src/a.ts':
        "import type { A } from '@pointsman/core'\nimport 'node:crypto'\nexport type B = A\n",
      'packages/core/testing/laws.ts':
        "import fc from 'fast-check'\nimport { A } from '@pointsman/core'\nexport { A, fc }\n",
      'packages/core/src/a.test.ts':
        "import { it } from 'vitest'\nimport 'node:fs'\nimport '@pointsman/core/testing'\nit\n",
      'benchmarks/src/main.ts': "import '@pointsman/aivo'\nimport 'tinybench'\n",
    })
    expect(lines).toEqual(['architecture: 4 files keep to the table'])
    expect(status).toBe(0)
  })

  it.each([
    [
      'a workspace',
      'packages/aivo/src/a.ts',
      "\nimport '@pointsman/inbenta'",
      'packages/aivo may not import packages/inbenta',
      2,
    ],
    [
      'a type',
      'packages/core/src/a.ts',
      "import type { A } from '@pointsman/inbenta'",
      'packages/core may not import packages/inbenta',
      1,
    ],
    [
      'a re-export',
      'packages/core/src/a.ts',
      "export { a } from '@pointsman/inbenta'",
      'packages/core may not import packages/inbenta',
      1,
    ],
    [
      'a lazy import',
      'packages/core/src/a.ts',
      "void import('@pointsman/inbenta')",
      'packages/core may not import packages/inbenta',
      1,
    ],
    [
      'the laws, outside tests',
      'packages/inbenta/src/a.ts',
      "import '@pointsman/core/testing'",
      'packages/inbenta may not import packages/core/testing',
      1,
    ],
    [
      'a room of its own package',
      'packages/core/src/a.ts',
      "import '../testing/laws.ts'",
      'packages/core may not import packages/core/testing',
      1,
    ],
    ['the system', 'packages/core/src/a.ts', "import 'node:fs'", 'packages/core may not import node:fs', 1],
    ['the system, by its old name', 'packages/core/src/a.ts', "import 'fs'", 'packages/core may not import fs', 1],
    [
      'a dependency',
      'packages/recording/src/a.ts',
      "import 'lodash/get'",
      'packages/recording may not import lodash',
      1,
    ],
    [
      'a scoped dependency',
      'packages/recording/src/a.ts',
      "import '@hono/node-server'",
      'packages/recording may not import @hono/node-server',
      1,
    ],
    [
      'a way round the face',
      'packages/inbenta/src/a.ts',
      "import '../../core/src/a.ts'",
      'packages/inbenta may not import ../../core/src/a.ts: another package is imported by its name',
      1,
    ],
    [
      'logic in the face',
      'packages/core/src/index.ts',
      "export { a } from './a.ts'\nexport const b = 1",
      'an index.ts holds only export … from statements',
      2,
    ],
    [
      'an import in the face',
      'packages/core/src/index.ts',
      "import './a.ts'",
      'an index.ts holds only export … from statements',
      1,
    ],
    ['an empty name', 'packages/core/src/utils.ts', '', 'the name utils says nothing of what is inside', 1],
    [
      'an empty name of a folder',
      'packages/core/src/helpers/a.ts',
      '',
      'the name helpers says nothing of what is inside',
      1,
    ],
    [
      'a folder that is in no room',
      'packages/elsewhere/src/a.ts',
      '',
      'is in no room of the table in scripts/architecture-table.mjs',
      1,
    ],
  ])('T4 %s that it does not allow is one line, and fails', (_, file, text, because, line) => {
    expect(check({ [file]: `${text}\n` })).toEqual({ status: 1, lines: [`${file}:${line}: ${because}`] })
  })

  it('T4 a circle of imports, of types too, is one line, and fails', () => {
    const { status, lines } = check({
      'packages/core/src/a.ts': "import './d.ts'\nimport type { B } from './b.ts'\nexport type A = B\n",
      'packages/core/src/b.ts': "import type { C } from './c.ts'\nexport type B = C\n",
      'packages/core/src/c.ts': "import type { A } from './a.ts'\nexport type C = A\n",
      'packages/core/src/d.ts': '',
      'packages/core/src/e.ts': "import './e.ts'\n",
    })
    expect(lines).toEqual([
      'packages/core/src/a.ts:2: a circle of imports: packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/c.ts → packages/core/src/a.ts',
      'packages/core/src/e.ts:1: a circle of imports: packages/core/src/e.ts → packages/core/src/e.ts',
    ])
    expect(status).toBe(1)
  })
})
