// Holds the sources to the table of who may import whom, forbids circles between files, logic in an index.ts, and names
// that say nothing: node scripts/architecture.mjs [ROOT]. One line for each violation, and exit code 1.
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { emptyNames, rooms, tests } from './architecture-table.mjs'
import { circles } from './circles.mjs'

const skipped = ['node_modules', 'dist', 'dist-testing']

/** Checks every source below the root; answers how many files there are and what is wrong with them. */
export function check(root) {
  const files = sources(root)
  const names = workspaceNames(root)
  const violations = []
  const graph = new Map()
  for (const file of files) {
    const parsed = parse(join(root, file))
    const say = (at, text) => violations.push(`${file}:${parsed.line(at)}: ${text}`)
    const room = roomOf(file)
    if (room === undefined) say(0, 'is in no room of the table in scripts/architecture-table.mjs')
    for (const part of file.split('/')) {
      const name = part.split('.')[0]
      if (emptyNames.includes(name)) say(0, `the name ${name} says nothing of what is inside`)
    }
    if (basename(file) === 'index.ts') {
      for (const { start } of parsed.statements.filter((statement) => !isNamesOnly(statement)))
        say(start, 'an index.ts holds only export … from statements')
    }
    const edges = []
    for (const { specifier, start } of parsed.imports) {
      const because = judge(file, room, specifier, names)
      if (because !== undefined) say(start, because)
      if (specifier.startsWith('.')) edges.push({ to: target(file, specifier), line: parsed.line(start) })
    }
    graph.set(file, edges)
  }
  for (const { files: circle, line } of circles(graph))
    violations.push(`${circle[0]}:${line}: a circle of imports: ${[...circle, circle[0]].join(' → ')}`)
  return { count: files.length, violations: violations.sort() }
}

function judge(file, room, specifier, names) {
  if (room === undefined) return undefined
  const own = rooms[room]
  const isTest = file.endsWith('.test.ts')
  const may = (kind, name) =>
    own[kind].includes('*') || own[kind].includes(name) || (isTest && tests[kind].includes(name))
  if (specifier.startsWith('.')) {
    const other = roomOf(target(file, specifier))
    if (other === room) return undefined
    if (other === undefined || home(other) !== home(room))
      return `${room} may not import ${specifier}: another package is imported by its name`
    return may('imports', other) ? undefined : `${room} may not import ${other}`
  }
  if (isBuiltin(specifier))
    return own.node || (isTest && tests.node) ? undefined : `${room} may not import ${specifier}`
  const name = packageOf(specifier)
  const workspace = names.get(name)
  if (workspace === undefined) return may('outside', name) ? undefined : `${room} may not import ${name}`
  const door = workspace.exports?.[`.${specifier.slice(name.length)}`]?.['@pointsman/source'] ?? ''
  const inside = roomOf(normalize(`${workspace.folder}/${door}`))
  return inside === room || may('imports', inside) ? undefined : `${room} may not import ${inside}`
}

function parse(path) {
  const text = readFileSync(path, 'utf8')
  const { module, program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  const imports = [
    ...module.staticImports.map(({ moduleRequest, start }) => ({ specifier: moduleRequest.value, start })),
    ...module.staticExports.flatMap(({ start, entries }) => {
      const from = entries.find(({ moduleRequest }) => moduleRequest !== null)
      return from === undefined ? [] : [{ specifier: from.moduleRequest.value, start }]
    }),
    ...module.dynamicImports.flatMap(({ moduleRequest, start }) => {
      const literal = /^(['"`])([^'"`$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
      return literal === null ? [] : [{ specifier: literal[2], start }]
    }),
  ]
  return { imports, statements: program.body, line: (at) => text.slice(0, at).split('\n').length }
}

function isNamesOnly(statement) {
  if (statement.type === 'ExportAllDeclaration') return true
  if (statement.type !== 'ExportNamedDeclaration') return false
  return statement.source !== null || (statement.declaration === null && statement.specifiers.length === 0)
}

function roomOf(path) {
  const within = (room) => path === room || path.startsWith(`${room}/`)
  return Object.keys(rooms)
    .filter(within)
    .sort((a, b) => b.length - a.length)[0]
}

/** The package a room belongs to. */
function home(room) {
  return /^(packages|apps)\//.test(room) ? room.split('/').slice(0, 2).join('/') : room.split('/')[0]
}

function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function target(file, specifier) {
  return normalize(join(dirname(file), specifier))
    .split(sep)
    .join('/')
}

function workspaceNames(root) {
  const names = new Map()
  for (const folder of new Set(Object.keys(rooms).map(home))) {
    const manifest = read(join(root, folder, 'package.json'))
    if (manifest === undefined) continue
    const { name, exports } = JSON.parse(manifest)
    names.set(name, { folder, exports })
  }
  return names
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function sources(root) {
  return ['packages', 'apps', 'benchmarks', 'fixtures'].flatMap((folder) => below(root, folder)).sort()
}

function below(root, folder) {
  let entries = []
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : below(root, path)
    return /\.(ts|mts|mjs|js)$/.test(entry.name) ? [path] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))
  const { count, violations } = check(root)
  for (const line of violations) process.stdout.write(`${line}\n`)
  if (violations.length > 0) process.exitCode = 1
  else process.stdout.write(`architecture: ${count} files keep to the table\n`)
}
