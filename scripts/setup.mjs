// Makes a checkout ready to run: dependencies, build, generated fixtures; each only when what it stands on has changed.
// No dependencies, and nothing on stdout: a command's own output must be the only thing there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const stamps = join(root, 'node_modules', '.pointsman')
const workspaces = ['packages', 'apps', 'benchmarks', 'fixtures']
const program = join(root, 'apps', 'cli', 'dist', 'flat', 'bin.js')
const generated = join(root, 'fixtures', 'recordings', 'working-day.ndjson.gz')

/** Installs, builds and generates whatever is out of date. Ends the process with code 3 when a step fails. */
export function setUp() {
  step('install', 'installing dependencies', installKey(), existsSync(stamps), install)
  step('build', 'building', sourcesKey(), existsSync(program), build)
  step('recording', 'generating the recorded working day', recordingKey(), existsSync(generated), generate)
}

/** The compiler speaks on stderr. */
function build() {
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', root])
  run(process.execPath, [join(root, 'scripts', 'bundle.mjs')])
}

function step(name, doing, key, present, work) {
  const stamp = join(stamps, name)
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return
  process.stderr.write(`pointsman: ${doing} …\n`)
  // A step that is cut off must be taken again.
  rmSync(stamp, { force: true })
  work()
  mkdirSync(stamps, { recursive: true })
  writeFileSync(stamp, key)
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  run(npx, [
    '--yes',
    '--prefer-offline',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--config.confirmModulesPurge=false',
  ])
}

function generate() {
  run(process.execPath, [join(root, 'fixtures', 'dist', 'generate.js'), generated])
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  process.stderr.write(
    `pointsman: set-up failed: ${command} ${args.join(' ')}${error ? `: ${error.message}` : ` ended with ${status}`}\n`,
  )
  process.exit(3)
}

function installKey() {
  const manifests = [
    'package.json',
    'pnpm-workspace.yaml',
    'pnpm-lock.yaml',
    ...packages().map((p) => join(p, 'package.json')),
  ]
  return hash(manifests.map((file) => [file, readFileSync(join(root, file))]))
}

function sourcesKey() {
  const files = [
    'tsconfig.json',
    'tsconfig.base.json',
    'scripts/bundle.mjs',
    ...packages().flatMap((folder) => sources(folder)),
  ]
  // A time and a size are enough to notice an edit, and 10 times faster to read than contents.
  return hash(files.map((file) => [file, stamped(join(root, file))]))
}

/** The recording is made, and answered, by these. */
function recordingKey() {
  const makers = ['fixtures', 'packages/core', 'packages/wire', 'packages/inbenta', 'packages/recording']
  const files = makers.flatMap((folder) => sources(join(folder, 'src')))
  return hash(files.map((file) => [file, readFileSync(join(root, file))]))
}

function packages() {
  return workspaces.flatMap((folder) => {
    const at = join(root, folder)
    if (existsSync(join(at, 'package.json'))) return [folder]
    if (!existsSync(at)) return []
    return readdirSync(at)
      .map((name) => join(folder, name))
      .filter((name) => existsSync(join(root, name, 'package.json')))
  })
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'dist-testing', 'dist-pool'].includes(entry.name) ? [] : sources(path)
    return /\.ts$|tsconfig\.json$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

function stamped(file) {
  const { mtimeMs, size } = statSync(file)
  return `${mtimeMs} ${size}`
}

function hash(parts) {
  const sum = createHash('sha256')
  for (const [name, content] of parts.sort(([a], [b]) => (a < b ? -1 : 1)))
    sum.update(name).update('\0').update(content).update('\0')
  return sum.digest('hex')
}
