import { resolve } from 'node:path'
import { adopt, type Strategy } from '@pointsman/core'
import { BadInput } from '../input/bad-input.ts'
import type { Contender } from './contender.ts'
import { importPlugin } from './import-plugin.ts'
import { unloadable } from './unloadable.ts'

/** The strategy that a module exports by default. Throws BadInput, one line, where it cannot be loaded or exports none. */
export async function loadPlugin(path: string, seed: number): Promise<Contender> {
  let exported: unknown
  try {
    exported = ((await importPlugin(resolve(path))) as { default?: unknown }).default
  } catch (error) {
    throw new BadInput(await unloadable(path, error), { cause: error })
  }
  const make: Contender['make'] = (options = { seed }) => {
    try {
      return guarded(adopt(exported, options), path)
    } catch (error) {
      throw new BadInput(`${path}: ${firstLine(error)}`, { cause: error })
    }
  }
  return { name: make().name, from: 'plugin', make }
}

/** A stranger's strategy may throw; that is bad input, and no fault of ours. */
function guarded(strategy: Strategy, path: string): Strategy {
  const act = <T>(ask: () => T): T => {
    try {
      return ask()
    } catch (error) {
      throw new BadInput(`${path}: ${strategy.name} failed: ${firstLine(error)}`, { cause: error })
    }
  }
  return {
    name: strategy.name,
    decide: (request, ledger) => act(() => strategy.decide(request, ledger)),
    explain: (request, ledger) => act(() => strategy.explain(request, ledger)),
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] as string
}
