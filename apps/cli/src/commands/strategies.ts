import { catalog, preferences, rules, type OptionKind, type Word } from '@pointsman/core'
import { pageOf, type Page } from '../terminal/page.ts'
import type { Surroundings } from '../surroundings.ts'
import { wrap } from '../terminal/wrap.ts'
import { write } from '../terminal/write.ts'

/** The options of `strategies`. */
export interface StrategiesOptions {
  readonly json?: boolean
}

/** Lists what there is to choose from: the strategies that ship, and the words that policies are made of. */
export async function strategies({ json }: StrategiesOptions, surroundings: Surroundings): Promise<number> {
  await write(surroundings.stdout, json ? `${JSON.stringify(document(), null, 2)}\n` : words(pageOf(surroundings)))
  return 0
}

function document(): unknown {
  return {
    pointsman: 'strategies/1',
    strategies: catalog.map(({ policy, purpose, fails, source }) => ({
      name: policy.name,
      purpose,
      fails,
      source,
      require: policy.require.map(({ name }) => name),
      prefer: policy.prefer.map(({ name }) => name),
      sample: policy.sample ?? null,
    })),
    rules: vocabulary(rules),
    preferences: vocabulary(preferences),
  }
}

function vocabulary(words: Readonly<Record<string, Word<unknown>>>): unknown {
  return Object.entries(words).map(([name, { meaning, options, needs }]) => ({ name, meaning, options, needs }))
}

function words({ width, paint }: Page): string {
  const heading = (text: string): string => paint('bold', text)
  const told = (label: string, text: string): string => wrap(`${label}: ${text}`, width, '    ', '  ')
  return [
    heading('strategies'),
    ...catalog.map(({ policy, purpose, fails, source }) =>
      [paint('cyan', policy.name), wrap(purpose, width, '  ', '  '), told('fails', fails), told('source', source)].join(
        '\n',
      ),
    ),
    '',
    heading('rules (a policy requires them)'),
    ...entries(rules, width, paint),
    '',
    heading('preferences (a policy ranks by them, in order)'),
    ...entries(preferences, width, paint),
    '',
  ].join('\n')
}

function entries(
  words: Readonly<Record<string, Word<unknown>>>,
  width: number,
  paint: Page['paint'],
): readonly string[] {
  return Object.entries(words).map(([name, { meaning, options, needs }]) => {
    const taken = Object.entries(options).map(
      ([option, kind]) => `${option}: ${kindInWords(kind)}${needs.includes(option) ? ', needed' : ''}`,
    )
    const line = wrap(`${name}: ${meaning}${taken.length === 0 ? '' : ` (${taken.join('; ')})`}`, width, '  ')
    return line.replace(name, paint('cyan', name))
  })
}

function kindInWords(kind: OptionKind): string {
  return typeof kind === 'string' ? kind : kind.join(' or ')
}
