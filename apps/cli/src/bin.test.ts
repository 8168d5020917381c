import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { workingDay } from '@pointsman/fixtures'
import { beforeAll, describe, expect, it } from 'vitest'
import { payloadText } from './testing/payload-text.ts'
import { temporary } from './testing/temporary.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const bin = fileURLToPath(new URL('../dist/flat/bin.js', import.meta.url))

// What is spawned is what is shipped; a build of what is built already takes a tenth of a second.
beforeAll(() => {
  const built = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-b', 'apps/cli'], {
    cwd: root,
  })
  if (built.status !== 0) throw new Error(built.stdout.toString())
})

function run(argv: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...argv], { input, encoding: 'utf8' })
}

const plugin = `export default { name: 'first', decide: ({ agents }) => agents[0]?.id ?? null }\n`

describe('the program', () => {
  it('C1 exit codes: 0 done, also on a pass; 1 a check failed; 2 bad usage; 2 bad input', () =>
    temporary({ 's.mjs': plugin }, (path) => {
      expect(run(['strategies']).status).toBe(0)
      expect(run(['decide', '-'], payloadText({}, [])).status).toBe(0)
      expect(run(['check', path('s.mjs'), '--runs', '50', '--laws', 'L10']).status).toBe(1)
      expect(run(['decide']).status).toBe(2)
      expect(run(['decide', '-'], '{').status).toBe(2)
    }))

  it('C1 an internal error is exit code 3, one line, without a stack', () =>
    temporary({ 'trip.mjs': `Map.prototype.get = () => { throw new Error('tripped') }\n` }, (path) => {
      const argv = ['--import', path('trip.mjs'), bin, 'decide', '-']
      const { status, stdout, stderr } = spawnSync(process.execPath, argv, { input: payloadText(), encoding: 'utf8' })
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
      expect(stderr).toBe('pointsman: internal error: tripped (set POINTSMAN_DEBUG=1 to see where)\n')
    }))

  it('C2 --json is one document on standard output and nothing else', () => {
    for (const argv of [['strategies'], ['decide', '-', '--explain'], ['check', 'random', '--runs', '5']]) {
      const { stdout, stderr, status } = run([...argv, '--json'], payloadText())
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(JSON.parse(stdout)).toHaveProperty('pointsman')
    }
  })

  it('C10 - reads standard input, in pieces that part a character', async () => {
    const bytes = Buffer.from(payloadText({}, [{ id: 'Zoë☃' }]))
    const child = spawn(process.execPath, [bin, 'decide', '-', '--json'])
    const read: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => read.push(piece))
    const cut = bytes.indexOf('☃') + 1
    child.stdin.write(bytes.subarray(0, cut), () => child.stdin.end(bytes.subarray(cut)))
    const [status] = (await once(child, 'close')) as [number]
    expect(status).toBe(0)
    expect(JSON.parse(Buffer.concat(read).toString())).toMatchObject({ decision: { agent: 'Zoë☃' } })
  })

  it('C10 C20 Ctrl-C while a recording is read from standard input tells what came so far', async () => {
    const child = spawn(process.execPath, [bin, 'reask', '-', '--json', '--no-latency', '--strategies', 'random'])
    let out = ''
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
    const closed = once(child, 'close') as Promise<[number | null]>
    // More than a pipe holds: when all of it is written, the child reads.
    const line = `${payloadText({ extraInfo: { filler: 'x'.repeat(4_000_000) } })}\n`
    await new Promise((resolve) => child.stdin.write(line, resolve))
    child.kill('SIGINT')
    expect((await closed)[0]).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ cutOff: true })
    child.stdin.destroy()
  })

  it('C17 a recording that comes through a pipe is read once, and its agents go without names', () =>
    temporary({}, async (path) => {
      spawnSync('mkfifo', [path('once.ndjson')])
      const argv = [bin, 'reask', path('once.ndjson'), '--strategies', 'random,fill-up']
      const child = spawn(process.execPath, argv)
      let out = ''
      child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
      const agents = [
        { id: 'ana', capacity: 1 },
        { id: 'ben', capacity: 9 },
        { id: 'cy', capacity: 5 },
      ]
      const lines = ['c1', 'c2', 'c3', 'c4'].map((id) => `${payloadText({ id }, agents)}\n`)
      createWriteStream(path('once.ndjson')).end(lines.join(''))
      expect((await once(child, 'close'))[0]).toBe(0)
      expect(out).toContain('\nthe first difference\n')
    }))

  it('C24 ends quietly when its reader stops reading', async () => {
    const day = [...workingDay({ share: 0.3 })].map((entry) => JSON.stringify(entry)).join('\n')
    await temporary({ 'day.ndjson': `${day}\n` }, async (path) => {
      const child = spawn(process.execPath, [bin, 'reask', path('day.ndjson'), '--json'])
      let err = ''
      child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
      child.stdout.once('data', () => child.stdout.destroy())
      const [status, signal] = (await once(child, 'close')) as [number | null, string | null]
      expect({ status, signal, err }).toEqual({ status: 0, signal: null, err: '' })
    })
  })

  it('C20 Ctrl-C ends the reading, and what is known is told', async () => {
    const line = `${payloadText()}\n`
    await temporary({}, async (path) => {
      spawnSync('mkfifo', [path('endless.ndjson')])
      const child = spawn(process.execPath, [bin, 'reask', path('endless.ndjson'), '--json', '--strategies', 'random'])
      let [out, err] = ['', '']
      child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
      child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
      const closed = once(child, 'close').then(([status]) => status as number)
      const endless = createWriteStream(path('endless.ndjson')).on('error', () => {})
      let at = 1_776_151_041
      for (let batch = 0; endless.errored === null; batch++) {
        const lines = Array.from({ length: 500 }, () => line.replaceAll('1776151041', String(at++))).join('')
        await Promise.race([closed, new Promise((resolve) => endless.write(lines, resolve))])
        if (batch === 20) child.kill('SIGINT')
      }
      endless.destroy()
      const told = JSON.parse(out) as { cutOff: boolean; requests: number }
      expect({ code: await closed, cutOff: told.cutOff }).toEqual({ code: 0, cutOff: true })
      expect(told.requests).toBeGreaterThan(0)
      expect(err).toBe(`pointsman: interrupted; this is what the first ${told.requests} requests say\n`)
    })
  })
})

describe('the laws of all strategies', () => {
  const laws = fileURLToPath(new URL('../dist/laws.js', import.meta.url))
  const check = (...argv: string[]): ReturnType<typeof run> =>
    spawnSync(process.execPath, [laws, ...argv], { encoding: 'utf8' })

  it('C27 gives a line for each law and strategy, in order, the same on any number of threads', () => {
    const argv = ['--runs', '10', '--strategies', 'random,round-robin', '--laws', 'L1,L11,L2']
    const [one, three] = ['1', '3'].map((workers) => check(...argv, '--workers', workers))
    expect(one?.status).toBe(0)
    expect(one?.stdout.split('\n').map((line) => line.slice(0, 33))).toEqual([
      'random                holds   L1 ',
      'random                skipped L11',
      'random                holds   L2 ',
      'round-robin           holds   L1 ',
      'round-robin           holds   L11',
      'round-robin           holds   L2 ',
      '6 checked, 0 broken',
      '',
    ])
    expect(three?.stdout).toBe(one?.stdout)
  })

  it.each([
    ['--laws', 'L99'],
    ['--strategies', 'rnadom'],
    ['--runs', '0'],
  ])('C3 C27 %s %s is bad usage', (...argv) => {
    const { status, stdout, stderr } = check(...argv)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.trimEnd()).toMatch(/^pointsman: [^\n]+$/)
  })
})
