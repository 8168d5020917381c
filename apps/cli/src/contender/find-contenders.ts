import { builtin, catalog, PolicyStrategy, type Policy } from '@pointsman/core'
import { BadInput } from '../input/bad-input.ts'
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
  return withWarnings(where, (held) => foundAmong(references, held))
}

/** The one strategy that is asked for. Throws BadInput where a file holds several. */
export async function findContender(reference: string, where: Where): Promise<Contender> {
  return withWarnings(where, async (held) => {
    const [first, ...others] = await foundAmong([reference], held)
    if (first !== undefined && others.length === 0) return first
    const names = [first, ...others].flatMap((one) => (one === undefined ? [] : one.name))
    const got = names.length === 0 ? 'no policy' : `several policies (${names.join(', ')})`
    throw new BadInput(`${reference}: expected one policy, got ${got}; use --policies FILE and --strategy NAME`)
  })
}

/** Warnings are told when all is well: whatever goes wrong is one line. */
async function withWarnings<T>(where: Where, find: (held: Where) => Promise<T>): Promise<T> {
  const warnings: string[] = []
  const found = await find({ ...where, warn: (line) => void warnings.push(line) })
  for (const line of warnings) where.warn(line)
  return found
}

async function foundAmong(references: readonly string[], where: Where): Promise<readonly Contender[]> {
  const named = new Map<string, Contender>()
  for (const { policy } of catalog) named.set(policy.name, shipped(policy, where.seed))
  for (const path of where.policies) {
    for (const contender of await ofFile(path, where)) {
      if (named.has(contender.name)) throw new BadInput(`${path}: the name ${JSON.stringify(contender.name)} is taken`)
      named.set(contender.name, contender)
    }
  }
  const found: Contender[] = []
  for (const reference of references) {
    const contender = named.get(reference)
    if (contender !== undefined) found.push(contender)
    else if (/\.(mjs|js)$/.test(reference)) found.push(ofItsOwnName(await loadPlugin(reference, where.seed), reference))
    else if (reference.endsWith('.json')) found.push(...(await ofFile(reference, where)))
    else throw new BadInput(noSuch('strategy', reference, [...named.keys()]))
  }
  return numbered(found)
}

async function ofFile(path: string, where: Where): Promise<readonly Contender[]> {
  const policies = await loadPolicies(path, where.warn)
  return policies.map((policy) => ofItsOwnName(ofPolicy(policy, where.seed), path))
}

/** What bears the name of a strategy that ships would pass for it in whatever is told of it. */
function ofItsOwnName(contender: Contender, path: string): Contender {
  if (catalog.every(({ policy }) => policy.name !== contender.name)) return contender
  throw new BadInput(
    `${path}: expected a name of its own, got ${JSON.stringify(contender.name)}, the name of a strategy that ships`,
  )
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
  const taken = new Set<string>()
  return contenders.map((contender) => {
    let name = contender.name
    for (let time = 2; taken.has(name); time++) name = `${contender.name}#${time}`
    taken.add(name)
    return { ...contender, name }
  })
}
