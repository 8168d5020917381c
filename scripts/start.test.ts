import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function start(...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  // From elsewhere: no command may depend on where it is called.
  return spawnSync(process.execPath, [`${root}scripts/start.mjs`, ...argv], { cwd: '/', encoding: 'utf8' })
}

/** As npm starts it: in the package's root, with the user's own place told. */
function npmStart(cwd: string, prefix: readonly string[], ...argv: string[]): ReturnType<typeof start> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
  return spawnSync(npm, [...prefix, '-s', 'start', '--', ...argv], { cwd, encoding: 'utf8', env })
}

describe('npm start', () => {
  it('T1 T7 passes arguments and the exit code on, and puts nothing of its own on standard output', () => {
    const { status, stdout } = start('strategies', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ pointsman: 'strategies/1' })
    expect(start('no-such-command')).toMatchObject({ status: 2, stdout: '' })
  })

  it('T7 without a command does the main job: compares strategies, names the best, and writes the page, saying where', () => {
    const page = `${root}pointsman-report.html`
    rmSync(page, { force: true })
    const { status, stdout, stderr } = start()
    // Piped it is plain: no colour, no progress.
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^rejection-averse beats most-free-capacity/)
    expect(stdout).not.toContain('\u001B')
    expect(`/${/^Page: (.+)$/m.exec(stdout)?.[1]}`).toBe(page)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*rejection-averse/i)
    // As git has it; what was unpacked without its history has nothing to be ignored by.
    const { status: ignored } = spawnSync('git', ['check-ignore', '-q', page], { cwd: root })
    expect([0, 128]).toContain(ignored)
  })

  it('T7 replays the recordings through at least six strategies', () => {
    const { status, stdout } = start('reask', `${root}fixtures/recordings`)
    expect(status).toBe(0)
    const [, strategies] = /put to\s+(\d+)\s+strategies/.exec(stdout) ?? []
    expect(Number(strategies)).toBeGreaterThanOrEqual(6)
    expect(stdout).toMatch(/^most-free-capacity .* 100\.0 % /m)
  })

  it('T1 when nothing has changed, set-up says nothing', () => {
    start('strategies')
    expect(start('strategies').stderr).toBe('')
  })

  it.each([
    ['a folder inside', `${root}docs`, [], '../fixtures/payloads/full.json'],
    ['elsewhere', '/', ['--prefix', root], `${root.slice(1)}fixtures/payloads/full.json`],
    ['the root', root, [], 'fixtures/payloads/full.json'],
  ])('T7 from %s, paths are meant from where the user stands', (_, cwd, prefix, path) => {
    const { status, stdout } = npmStart(cwd, prefix, 'decide', path, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ pointsman: 'decision/1' })
  })

  it('T7 what another script says of where the user stood is not about this one', () => {
    const options = {
      cwd: `${root}docs`,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: '/', npm_lifecycle_event: 'start' },
    } as const
    const argv = [`${root}scripts/start.mjs`, 'decide', '../fixtures/payloads/full.json']
    expect(spawnSync(process.execPath, argv, options)).toMatchObject({ status: 0 })
  })
})
