import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, RecordingError } from './recording-error.ts'

/**
 * The files of a recording: the file itself, or a folder's `.ndjson` and `.ndjson.gz` in the order of their names, a
 * number counting as one (`-10` comes after `-9`), names that begin with a dot left out. Where a segment is there plain and compressed, the plain one counts:
 * it is removed only when the other is whole.
 */
export async function segmentsOf(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path]
    const names = (await readdir(path, { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory() && /^[^.].*\.ndjson(\.gz)?$/.test(entry.name))
      .map(({ name }) => name)
    const all = new Set(names)
    const segments = names.filter((name) => !(name.endsWith('.gz') && all.has(name.slice(0, -3))))
    if (segments.length > 0) return segments.sort(byName).map((name) => join(path, name))
  } catch (error) {
    throw fileError(path, error)
  }
  throw new RecordingError(path, undefined, 'expected files named *.ndjson or *.ndjson.gz in the folder, got none')
}

/** A file's size in bytes. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    throw fileError(file, error)
  }
}

const collator = new Intl.Collator('en', { numeric: true })

/** Extensions are left out, or `a.ndjson.gz` would come after `a-2.ndjson`. */
function byName(a: string, b: string): number {
  return collator.compare(stem(a), stem(b)) || (a < b ? -1 : 1)
}

function stem(name: string): string {
  return name.replace(/\.ndjson(\.gz)?$/, '')
}
