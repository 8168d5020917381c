import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const house = {
  'package.json': '{"name": "house", "workspaces": ["packages/*"], "type": "module"}',
  'packages/core/package.json':
    '{"name": "@pointsman/core", "type": "module", "exports": {".": {"@pointsman/source": "./src/index.ts"}}}',
  'packages/core/src/index.ts': "export { a } from './a.ts'\n",
  'packages/core/src/a.ts': 'export const a = 1\n',
}

/** Looks for what nothing uses, by the repository's own settings. */
function unused(files: Readonly<Record<string, string>>): { status: number | null; stdout: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-unused-'))
  try {
    copyFileSync(join(root, 'knip.json'), join(folder, 'knip.json'))
    for (const [path, text] of Object.entries({ ...house, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const knip = join(root, 'node_modules', 'knip', 'bin', 'knip.js')
    return spawnSync(process.execPath, [knip], { cwd: folder, encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('what nothing uses', () => {
  it('T5 the public face counts as used', () => {
    expect(unused({})).toMatchObject({ status: 0, stdout: '' })
  })

  it.each([
    ['an export', { 'packages/core/src/a.ts': 'export const a = 1\nexport const lonely = 2\n' }],
    ['a file', { 'packages/core/src/lonely.ts': 'export const b = 1\n' }],
    [
      'a dependency',
      {
        'packages/core/package.json': house['packages/core/package.json'].replace(
          '{',
          '{"dependencies": {"lonely": "1.0.0"}, ',
        ),
      },
    ],
    [
      'a dependency that is not declared',
      { 'packages/core/src/a.ts': "import lonely from 'lonely'\nexport const a = lonely\n" },
    ],
  ])('T5 %s fails', (_, files: Readonly<Record<string, string>>) => {
    const { status, stdout } = unused(files)
    expect(stdout).toContain('lonely')
    expect(status).toBe(1)
  })
})
