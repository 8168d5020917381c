import type { Preference } from './strategy.ts'

/** The same key, wanted the other way round: fewest free slots instead of most. */
export function inverse(preference: Preference): Preference {
  return { ...preference, name: `${preference.name} (inverse)`, wants: preference.wants === 'more' ? 'less' : 'more' }
}
