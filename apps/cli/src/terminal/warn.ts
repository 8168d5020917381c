import { printable } from './printable.ts'
import type { Surroundings } from '../surroundings.ts'

/** Tells people of something that is odd, but no reason to stop: a line on standard error. */
export function warn({ stderr }: Pick<Surroundings, 'stderr'>): (line: string) => void {
  return (line) => void stderr.write(`pointsman: warning: ${printable(line)}\n`)
}
