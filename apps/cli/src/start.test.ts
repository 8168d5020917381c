import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporary } from './testing/temporary.ts'

const bin = fileURLToPath(new URL('../dist/flat/bin.js', import.meta.url))
const scenario = fileURLToPath(new URL('../../../fixtures/scenarios/small-shop.json', import.meta.url))
const payload = fileURLToPath(new URL('../../../fixtures/payloads/documented-example.json', import.meta.url))

/** Keeps the addresses of what is loaded, a line each. */
const hooks = `import { appendFileSync } from 'node:fs'
let file
export const initialize = (data) => { file = data }
export async function load(url, context, next) {
  appendFileSync(file, url + '\\n')
  return next(url, context)
}`

/** The modules that a command's main thread loads, by their addresses; Node's own are left out. */
function loadedBy(argv: readonly string[]): Promise<readonly string[]> {
  const begin = `import { register } from 'node:module'
register('./hooks.mjs', import.meta.url, { data: process.env['LOADED'] })`
  return temporary({ 'hooks.mjs': hooks, 'begin.mjs': begin }, (path) => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', path('begin.mjs'), bin, ...argv], {
      env: { ...process.env, LOADED: path('loaded') },
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const urls = readFileSync(path('loaded'), 'utf8').trim().split('\n')
    return urls.filter((url) => url.startsWith('file:') && !url.endsWith('/begin.mjs'))
  })
}

/** How many are of a package. */
function of(name: string, urls: readonly string[]): number {
  return urls.filter((url) => url.includes(`/${name}/`)).length
}

describe('the start of the command line', () => {
  it('C31 help loads what it is written with and no package of ours', async () => {
    const urls = await loadedBy(['--help'])
    expect(urls.length).toBeLessThan(10)
    expect(of('packages', urls)).toBe(0)
  })

  it.each(['1', '2'])('C31 compare on %s threads loads no vendor, recording, page or language', async (workers) => {
    const how = ['--replications', '1', '--strategies', 'random,least-loaded', '--json', '--workers', workers]
    const urls = await loadedBy(['compare', scenario, ...how])
    expect(urls.length).toBeLessThan(45)
    for (const name of ['inbenta', 'chatlayer', 'aivo', 'recording', 'report', 'server', 'emulator', 'zod', 'locales'])
      expect({ name, files: of(name, urls) }).toEqual({ name, files: 0 })
  })

  it('C31 of core, and of the world, there is one file and one only', async () => {
    const urls = await loadedBy(['compare', scenario, '--replications', '1', '--workers', '1', '--json'])
    expect({ core: of('core', urls), world: of('world', urls) }).toEqual({ core: 1, world: 1 })
    expect(of('core', await loadedBy(['decide', payload]))).toBe(1)
  })
})
