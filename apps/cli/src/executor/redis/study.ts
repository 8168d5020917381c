import { createHash } from 'node:crypto'
import type { Job, Scenario } from '@pointsman/simulator'

/** What replications are replications of: a job without its first and count. */
export type StudyContent = Omit<Job, 'first' | 'count'>

/** The same as text, which is what is sent and what it is named by. */
export interface Study {
  /** The SHA-256 of the text. */
  readonly id: string
  readonly text: string
}

/**
 * Writes studies. The order of fields is kept and not sorted: it can matter to a simulation, as chance is dealt out to a queue's
 * languages in their order.
 */
export class Studies {
  readonly #known = new WeakMap<Scenario, { readonly text: string; readonly studies: Map<string, Study> }>()

  of({ scenario, strategy, seed, batches, profile, bound }: Job): Study {
    const known = this.#known.get(scenario) ?? { text: JSON.stringify(scenario), studies: new Map<string, Study>() }
    this.#known.set(scenario, known)
    const rest = JSON.stringify({ strategy, seed, batches, profile, bound })
    const found = known.studies.get(rest)
    if (found !== undefined) return found
    const text = `{"scenario":${known.text},${rest.slice(1)}`
    const study = { id: createHash('sha256').update(text).digest('hex'), text }
    known.studies.set(rest, study)
    return study
  }
}
