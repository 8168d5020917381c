import { parsePolicy, PolicyError, type Policy } from '@pointsman/core'
import { BadInput } from '../input/bad-input.ts'
import { readJson } from '../input/read-json.ts'

/**
 * The policies in a file: one policy, a list of them, or a server configuration with `policies`. Throws BadInput, one line
 * with the place, on anything it does not understand.
 */
export async function loadPolicies(path: string, warn: (line: string) => void): Promise<readonly Policy[]> {
  const policies = await entries(path)
  const names = new Set<string>()
  return policies.map(({ value, at }) => {
    const { policy, warnings } = parsed(path, value, at)
    for (const warning of warnings) warn(`${path}: ${warning}`)
    if (names.has(policy.name))
      throw new BadInput(`${path}: ${at}.name: expected a name of its own, got ${JSON.stringify(policy.name)} again`)
    names.add(policy.name)
    return policy
  })
}

async function entries(path: string): Promise<readonly { readonly value: unknown; readonly at: string }[]> {
  const value = await readJson(path)
  if (Array.isArray(value)) return value.map((one: unknown, i) => ({ value: one, at: `[${i}]` }))
  if (typeof value !== 'object' || value === null || !('policies' in value)) return [{ value, at: 'policy' }]
  const { policies } = value
  if (!Array.isArray(policies)) throw new BadInput(`${path}: policies: expected a list of policies`)
  return policies.map((one: unknown, i) => ({ value: one, at: `policies[${i}]` }))
}

function parsed(path: string, value: unknown, at: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(value, at)
  } catch (error) {
    if (error instanceof PolicyError) throw new BadInput(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
