import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { payloadText } from '../testing/payload-text.ts'
import { temporary } from '../testing/temporary.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const bin = fileURLToPath(new URL('../../dist/flat/bin.js', import.meta.url))

// Node itself loads plug-ins, by what is built.
beforeAll(() => {
  const built = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-b', 'apps/cli'], {
    cwd: root,
  })
  if (built.status !== 0) throw new Error(built.stdout.toString())
})

// In a process of its own: a test runner has its own way of importing.
function run(...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...argv], { input: payloadText(), encoding: 'utf8' })
}

describe('a plug-in anywhere on the disk', () => {
  const plugin = `
    import { assign, pass, Router } from '@pointsman/core'
    import { laws } from '@pointsman/core/checking'
    import { isAssign } from '@pointsman/inbenta'
    if (laws.length < 19 || typeof isAssign !== 'function' || typeof Router !== 'function') throw new Error('not ours')
    export default { name: 'far', decide: ({ agents }) => (agents[0] ? assign(agents[0].id) : pass('no-agents')) }
  `
  it.each(['s.mjs', 's.js'])("C6 %s imports the project's own packages", (name) =>
    temporary({ [name]: plugin }, (path) => {
      const { status, stdout, stderr } = run('decide', '-', '--json', '--strategy', path(name))
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(JSON.parse(stdout)).toMatchObject({ strategy: 'far', decision: { agent: 'ana' } })
    }),
  )

  it.each([
    ['import "nope-pkg"', /:? cannot be loaded: cannot find package "nope-pkg", imported by \S*s\.mjs$/],
    ['import "@pointsman/nope"', / cannot be loaded: cannot find package "@pointsman\/nope", imported by \S*s\.mjs$/],
    ['import "./nope.mjs"', / cannot be loaded: cannot find module "\S*nope\.mjs", imported by \S*s\.mjs$/],
    ['const one = 1\n\nexport default {,}\n', /s\.mjs:3: cannot be loaded: Unexpected token ','$/],
    ['\nimport { none } from "node:fs"', /s\.mjs:2: cannot be loaded: .* does not provide an export named 'none'$/],
    ['nobody.knows()', /s\.mjs: cannot be loaded: nobody is not defined$/],
  ])('C3 C6 of one that holds %j the error says what is wrong, and where', (text, expected) =>
    temporary({ 's.mjs': text }, (path) => {
      const { status, stdout, stderr } = run('decide', '-', '--strategy', path('s.mjs'))
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr.startsWith(`pointsman: ${path('s.mjs')}:`)).toBe(true)
      expect(stderr.trimEnd()).toMatch(expected)
      expect(stderr.trimEnd()).not.toContain('\n')
    }),
  )

  it('C3 C6 no such file is said where it is so, and of a folder that it is one', () =>
    temporary({}, (path) => {
      expect(run('check', path('gone.mjs')).stderr).toBe(`pointsman: ${path('gone.mjs')}: no such file\n`)
      mkdirSync(path('folder.js'))
      const expected = `pointsman: ${path('folder.js')}: expected a file, got a folder\n`
      expect(run('check', path('folder.js')).stderr).toBe(expected)
    }))
})
