import { catalog, preferences, rules } from '@pointsman/core'
import { describe, expect, it } from 'vitest'
import { runInProcess } from '../testing/run-in-process.ts'
import { strategiesSchema } from '../schemas/strategies.ts'

describe('strategies', () => {
  it('C22 lists every strategy with what it is for, when it fails and its source, and every word, in 80 columns', async () => {
    const { code, out } = await runInProcess(['strategies'])
    const flat = out.replaceAll(/\s+/g, ' ')
    expect(code).toBe(0)
    for (const { policy, purpose, fails, source } of catalog) {
      expect(out).toContain(`\n${policy.name}\n`)
      for (const text of [purpose, `fails: ${fails}`, `source: ${source}`]) expect(flat).toContain(text)
    }
    for (const name of [...Object.keys(rules), ...Object.keys(preferences)]) expect(out).toContain(`\n${name}: `)
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
  })

  it('C22 C25 --json has the same, and nothing else, and is valid by the published schema', async () => {
    const { out } = await runInProcess(['strategies', '--json'])
    expect(strategiesSchema.safeParse(JSON.parse(out)).error).toBeUndefined()
    const told = JSON.parse(out) as Record<string, { name: string }[]>
    expect(told['pointsman']).toBe('strategies/1')
    expect(told['strategies']?.map(({ name }) => name)).toEqual(catalog.map(({ policy }) => policy.name))
    expect(told['rules']?.map(({ name }) => name)).toEqual(Object.keys(rules))
    expect(told['preferences']?.map(({ name }) => name)).toEqual(Object.keys(preferences))
    expect(told['rules']?.find(({ name }) => name === 'within-hours')).toMatchObject({
      options: { hours: 'hours', utcOffset: 'minutes' },
      needs: ['hours'],
    })
  })
})
