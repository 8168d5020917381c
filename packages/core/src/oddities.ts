import type { Policy } from './strategy.ts'

/** What tells two rules or two preferences apart: for those read from data, the name and the options. */
export interface Entries {
  readonly require: readonly unknown[]
  readonly prefer: readonly unknown[]
}

/** What is odd about a policy that can be used all the same, a sentence each. */
export function oddities(
  policy: Policy,
  { require: required, prefer: preferred }: Entries = policy,
): readonly string[] {
  const { require, prefer, relax = [], sample, whenAllRefused } = policy
  const names = require.map(({ name }) => name)
  return [
    ...Object.entries(bounds).flatMap(([name, odd]) => (names.includes(name) ? [] : [odd])),
    ...repeated(required).map((i) => `never reaches the second ${names[i]}: whoever it would turn away is gone`),
    ...repeated(preferred).map(
      (i) =>
        `never reaches the second ${prefer[i]?.name.replace(' (inverse)', '')}: it cannot settle what the first did not`,
    ),
    ...relax.flatMap(({ after, drop }) => [
      ...drop.flatMap((name) => (after === 0 ? [`never applies ${name}: it is dropped after 0 s`] : [])),
      ...(drop.includes('has-capacity') ? [`bounds no capacity after ${after} s: it drops has-capacity`] : []),
      ...(drop.includes('online') ? [`names agents who are not online after ${after} s: it drops online`] : []),
      ...(drop.length === 0 ? [`drops nothing after ${after} s`] : []),
    ]),
    ...againDropped(relax).map(({ after, name }) => `drops ${name} again after ${after} s: it was dropped before`),
    ...(sample === 1 && prefer.length > 0 ? ['never reaches its preferences: a sample of one is a lot'] : []),
    ...(whenAllRefused === 'ask-again' && !names.includes('has-not-rejected')
      ? ['asks nobody again: it does not require has-not-rejected']
      : []),
  ]
}

const bounds: Readonly<Record<string, string>> = {
  'has-capacity': 'bounds no capacity: without has-capacity it names agents who are full',
  online: 'names agents who are not online: it does not require online',
  'serves-queue': 'names agents of other queues: it does not require serves-queue',
  'speaks-language': 'names agents of other languages: it does not require speaks-language',
  'has-not-rejected': 'names agents who rejected the chat: it does not require has-not-rejected',
}

/** The places of entries that stood before: of the same text, or, where they hold functions, the same themselves. */
function repeated(entries: readonly unknown[]): readonly number[] {
  const same = (a: unknown, b: unknown): boolean =>
    a === b || ('named' in (a as object) && 'named' in (b as object) && JSON.stringify(a) === JSON.stringify(b))
  return entries.flatMap((entry, i) => (entries.findIndex((other) => same(other, entry)) < i ? [i] : []))
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
