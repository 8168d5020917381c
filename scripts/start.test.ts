import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function start(...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  // From elsewhere: no command may depend on where it is called.
  return spawnSync(process.execPath, [`${root}scripts/start.mjs`, ...argv], { cwd: '/', encoding: 'utf8' })
}

describe('npm start', () => {
  it('T1 T7 passes arguments and the exit code on, and puts nothing of its own on standard output', () => {
    const { status, stdout } = start('strategies', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ pointsman: 'strategies/1' })
    expect(start('no-such-command')).toMatchObject({ status: 2, stdout: '' })
  })

  it('T7 without a command does the main job: the recordings, through at least six strategies', () => {
    const { status, stdout } = start()
    expect(status).toBe(0)
    const [, strategies] = /put to\s+(\d+)\s+strategies/.exec(stdout) ?? []
    expect(Number(strategies)).toBeGreaterThanOrEqual(6)
    expect(stdout).toMatch(/^most-free-capacity .* 100\.0 % /m)
  })

  it('T1 when nothing has changed, set-up says nothing', () => {
    start('strategies')
    expect(start('strategies').stderr).toBe('')
  })
})
