import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder with these files while `use` runs, for tests. */
export async function temporary<T>(
  files: Readonly<Record<string, string>>,
  use: (path: (name: string) => string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-test-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
