import { builtin, catalog, PolicyStrategy, type Policy } from '@pointsman/core'
import { BadInput } from './bad-input.ts'
import type { Contender } from './contender.ts'
import { loadPlugin } from './load-plugin.ts'
import { loadPolicies } from './load-policies.ts'
import { noSuch } from './no-such.ts'

/** Where to look beside the catalogue, and how strategies are made. */
export interface Where {
  /** Files whose policies can be asked for by name. */
  readonly policies: readonly string[]
  readonly seed: number
  /** Told what is odd about a policy, a line each. */
  readonly warn: (line: string) => void
}

/**
 * Finds the strategies that are asked for by name (of the catalogue, or of a policy in a file), or by the path of a policy
 * file or a plug-in. Throws BadInput where there is none.
 */
export async function findContenders(references: readonly string[], where: Where): Promise<readonly Contender[]> {
  const named = new Map<string, Contender>()
  for (const { policy } of catalog) named.set(policy.name, shipped(policy, where.seed))
  for (const path of where.policies) {
    for (const policy of await loadPolicies(path, where.warn)) {
      if (named.has(policy.name)) throw new BadInput(`${path}: the name ${JSON.stringify(policy.name)} is taken`)
      named.set(policy.name, ofPolicy(policy, where.seed))
    }
  }
  const found: Contender[] = []
  for (const reference of references) {
    const contender = named.get(reference)
    if (contender !== undefined) found.push(contender)
    else if (/\.(mjs|js)$/.test(reference)) found.push(await loadPlugin(reference, where.seed))
    else if (reference.endsWith('.json')) {
      found.push(...(await loadPolicies(reference, where.warn)).map((policy) => ofPolicy(policy, where.seed)))
    } else throw new BadInput(noSuch('strategy', reference, [...named.keys()]))
  }
  return numbered(found)
}

/** The one strategy that is asked for. Throws BadInput where a file holds several. */
export async function findContender(reference: string, where: Where): Promise<Contender> {
  const [first, ...others] = await findContenders([reference], where)
  if (first !== undefined && others.length === 0) return first
  const names = [first, ...others].flatMap((one) => (one === undefined ? [] : one.name))
  const held = names.length === 0 ? 'no policy' : `several policies (${names.join(', ')})`
  throw new BadInput(`${reference}: expected one policy, got ${held}; use --policies FILE and --strategy NAME`)
}

function shipped(policy: Policy, seed: number): Contender {
  const { name } = policy
  return {
    name,
    from: 'catalog',
    policy,
    make: (options = { seed }) => builtin(name, options) ?? new PolicyStrategy(policy, options),
  }
}

function ofPolicy(policy: Policy, seed: number): Contender {
  return {
    name: policy.name,
    from: 'policy',
    policy,
    make: (options = { seed }) => new PolicyStrategy(policy, options),
  }
}

function numbered(contenders: readonly Contender[]): readonly Contender[] {
  const times = new Map<string, number>()
  return contenders.map((contender) => {
    const time = (times.get(contender.name) ?? 0) + 1
    times.set(contender.name, time)
    return time === 1 ? contender : { ...contender, name: `${contender.name}#${time}` }
  })
}
