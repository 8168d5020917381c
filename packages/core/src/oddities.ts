import type { Policy } from './strategy.ts'

/** What is odd about a policy that can be used all the same, a sentence each. */
export function oddities({ require, prefer, relax = [], sample }: Policy): readonly string[] {
  const names = require.map(({ name }) => name)
  const keys = prefer.map(({ name }) => name)
  return [
    ...Object.entries(bounds).flatMap(([name, odd]) => (names.includes(name) ? [] : [odd])),
    ...repeated(names.filter((name) => name !== 'has-skill')).map(
      (name) => `never reaches the second ${name}: whoever it would turn away is gone`,
    ),
    ...repeated(keys).map((name) => `never reaches the second ${name}: it cannot settle what the first did not`),
    ...relax.flatMap(({ after, drop }) => [
      ...(drop.includes('has-capacity') ? [`bounds no capacity after ${after} s: it drops has-capacity`] : []),
      ...(drop.length === 0 ? [`drops nothing after ${after} s`] : []),
    ]),
    ...againDropped(relax).map(({ after, name }) => `drops ${name} again after ${after} s: it was dropped before`),
    ...(sample === 1 && keys.length > 0 ? ['never reaches its preferences: a sample of one is a lot'] : []),
  ]
}

const bounds: Readonly<Record<string, string>> = {
  'has-capacity': 'bounds no capacity: without has-capacity it names agents who are full',
  online: 'names agents who are not online: it does not require online',
  'serves-queue': 'names agents of other queues: it does not require serves-queue',
  'speaks-language': 'names agents of other languages: it does not require speaks-language',
  'has-not-rejected': 'names agents who rejected the chat: it does not require has-not-rejected',
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

function againDropped(relax: NonNullable<Policy['relax']>): readonly { after: number; name: string }[] {
  const dropped = new Set<string>()
  const again: { after: number; name: string }[] = []
  for (const { after, drop } of relax.toSorted((a, b) => a.after - b.after)) {
    for (const name of drop) {
      if (dropped.has(name)) again.push({ after, name })
      dropped.add(name)
    }
  }
  return again
}
