import { BadInput } from './bad-input.ts'
import { readText } from './read-text.ts'

/** The JSON value in a file. Throws BadInput where there is none. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new BadInput(`${path}: expected JSON: ${(error as Error).message.replaceAll(/\s+/g, ' ')}`, { cause: error })
  }
}
