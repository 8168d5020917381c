import { readFile } from 'node:fs/promises'
import { BadInput } from './bad-input.ts'
import { unreadable } from './unreadable.ts'

/** The text of a file, or, where it is given, of standard input for `-`. Throws BadInput where there is none to read. */
export async function readText(path: string, stdin?: AsyncIterable<Uint8Array | string>): Promise<string> {
  if (path === '-' && stdin !== undefined) {
    const parts: Uint8Array[] = []
    for await (const part of stdin) parts.push(typeof part === 'string' ? Buffer.from(part) : part)
    return Buffer.concat(parts).toString('utf8')
  }
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new BadInput(`${path}: ${unreadable(error)}`, { cause: error })
  }
}
