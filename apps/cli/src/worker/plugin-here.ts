import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { StrategyReference } from '../contender/strategy-reference.ts'
import { BadInput } from '../input/bad-input.ts'
import { unreadable } from '../input/unreadable.ts'

/** Throws BadInput, which names this machine, where a plug-in is not here as it was where the run was begun. */
export async function pluginHere(reference: StrategyReference): Promise<void> {
  if (reference.kind !== 'plugin') return
  const place = `${reference.path}, on the worker ${hostname()}`
  const bytes = await readFile(reference.path).catch((error: unknown) => {
    throw new BadInput(`${place}: ${unreadable(error)}; a plug-in must be on every machine`, { cause: error })
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 === reference.sha256) return
  const [expected, got] = [reference.sha256, sha256].map((each) => each.slice(0, 12))
  throw new BadInput(`${place}: expected the plug-in as it is where the run began (SHA-256 ${expected}…), got ${got}…`)
}
