import { styleText } from 'node:util'
import type { Output, Surroundings } from '../surroundings.ts'

/** Colours text, or leaves it as it is. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

/** Colours on a terminal, and nowhere else; `NO_COLOR` and a dumb terminal are plain too. */
export function paintFor(output: Output, env: Surroundings['env']): Paint {
  const plain = output.isTTY !== true || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return plain ? (_, text) => text : (format, text) => styleText(format, text, { validateStream: false })
}
