import { BadInput } from './bad-input.ts'
import { notJson } from './not-json.ts'
import { readText } from './read-text.ts'
import { whatItIs } from './what-it-is.ts'

/** The JSON value in a file. Throws BadInput where there is none. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const hint = whatItIs(text)
    throw new BadInput(`${path}: ${notJson(text, error)}${hint === undefined ? '' : `; ${hint}`}`, { cause: error })
  }
}
