import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'

/** Which program it is, as far as the digits of a simulation depend on it. */
export interface ProgramVersion {
  /** Short, and different for different programs. */
  readonly key: string
  /** For people. */
  readonly text: string
}

/**
 * The version of this program: its number, a hash of the code that was built of what simulations are made of, and the engine and
 * processor that it runs on, as those compute logarithms. Only programs of the same version answer for each other.
 */
export function programVersion(): ProgramVersion {
  const own = createRequire(import.meta.url)
  const simulator = own.resolve('@pointsman/simulator')
  // By its name, as it may be asked from the sources and from a bundle of them.
  const cli = join(dirname(own.resolve('@pointsman/cli')), '..')
  const folders = [
    dirname(own.resolve('@pointsman/core')),
    dirname(createRequire(simulator).resolve('@pointsman/world')),
    dirname(simulator),
    dirname(own.resolve('@pointsman/simulator/pool')),
    join(cli, 'dist', 'contender'),
    join(cli, 'dist', 'executor'),
  ]
  const code = createHash('sha256')
  for (const [place, folder] of folders.entries()) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
    for (const file of files.sort()) {
      code.update(`${place} ${file.replaceAll(sep, '/')}\n`).update(readFileSync(join(folder, file)))
    }
  }
  const { version } = own(join(cli, 'package.json')) as { version: string }
  const text = `${version}, code ${code.digest('hex').slice(0, 12)}, V8 ${process.versions.v8}, ${process.arch}`
  return { key: createHash('sha256').update(text).digest('hex').slice(0, 16), text }
}
