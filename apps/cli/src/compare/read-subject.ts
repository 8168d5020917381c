import { statSync } from 'node:fs'
import { BadInput } from '../input/bad-input.ts'
import { readScenario } from '../input/read-scenario.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'
import type { Subject } from './subject.ts'

/** A scenario as it stands; a recording (a folder, a file of lines, or standard input) as the scenario that it implies. */
export async function readSubject(
  path: string,
  options: { readonly config?: string; readonly strict?: boolean },
  surroundings: Surroundings,
): Promise<Subject> {
  if (!isRecording(path)) {
    for (const option of ['config', 'strict'] as const) {
      if (options[option] !== undefined) throw new BadInput(`--${option}: expected a recording beside it, got ${path}`)
    }
    return { scenario: await readScenario(path, warn(surroundings)) }
  }
  // What reads recordings is loaded for them alone.
  return (await import('./read-day.ts')).readDay(path, options, surroundings)
}

/** Standard input and folders are recordings, and files by their names. */
function isRecording(path: string): boolean {
  if (path === '-' || /\.ndjson(\.gz)?$/i.test(path)) return true
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
