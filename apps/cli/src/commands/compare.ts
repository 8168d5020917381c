import type { CompareCommandOptions } from '../compare/compare-command-options.ts'
import { openExecutor } from '../executor/open-executor.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'

/** Compares strategies on a scenario or a recording. */
export async function compare(
  path: string,
  options: CompareCommandOptions,
  surroundings: Surroundings,
): Promise<number> {
  // Threads load what they need while this one loads the rest.
  const executor = await openExecutor({
    workers: options.workers,
    url: options.executor,
    say: warn(surroundings),
  })
  try {
    return await (await import('../compare/compare-on.ts')).compareOn(executor, path, options, surroundings)
  } finally {
    await executor.close()
  }
}
