import { builtin, parsePolicy, PolicyStrategy, type Strategy } from '@pointsman/core'
import { BadInput } from '../input/bad-input.ts'
import type { StrategyReference } from './strategy-reference.ts'

/**
 * Makes the strategy of a reference by seed, in whatever thread or machine this is. Throws BadInput where a plug-in is not there
 * or is another one. Of a policy's oddities whoever asked has been told.
 */
export async function loadStrategy(reference: unknown): Promise<(seed: number) => Strategy> {
  const asked = reference as StrategyReference
  switch (asked.kind) {
    case 'catalog':
      return (seed) => {
        const strategy = builtin(asked.name, { seed })
        if (strategy === undefined) throw new BadInput(`no strategy ${JSON.stringify(asked.name)}`)
        return strategy
      }
    case 'policy': {
      const { policy } = parsePolicy(asked.policy)
      return (seed) => new PolicyStrategy(policy, { seed })
    }
    case 'plugin': {
      // What plug-ins need is loaded for them alone: every thread loads for itself.
      const { make, reference: found } = await (await import('./load-plugin.ts')).loadPlugin(asked.path, 0)
      if (found.kind !== 'plugin' || found.sha256 !== asked.sha256)
        throw new BadInput(`${asked.path}: expected the plug-in as it was when the run began, got another`)
      return (seed) => make({ seed })
    }
  }
}
