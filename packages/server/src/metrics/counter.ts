import type { Metric } from './metric.ts'
import { sample } from './sample.ts'

interface Counted {
  readonly values: readonly string[]
  count: number
}

/** Counts, apart for each combination of its labels' values. */
export class Counter implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #labels: readonly string[]
  readonly #counts = new Map<string, Counted>()
  /** What was counted last is mostly what is counted next. */
  #last: Counted | undefined

  constructor(name: string, help: string, labels: readonly string[] = []) {
    this.#name = name
    this.#help = help
    this.#labels = labels
    // A counter without labels is there from the start, so that a rate over it can be taken.
    if (labels.length === 0) this.add(0)
  }

  /** Counts one more. The values are in the order of the labels. */
  inc(...values: readonly string[]): void {
    this.add(1, ...values)
  }

  /** Counts so many more. */
  add(count: number, ...values: readonly string[]): void {
    const last = this.#last
    if (last !== undefined && areAlike(last.values, values)) {
      last.count += count
      return
    }
    const key = values.length === 1 ? (values[0] as string) : values.join('\u0000')
    let counted = this.#counts.get(key)
    if (counted === undefined) this.#counts.set(key, (counted = { values, count: 0 }))
    counted.count += count
    this.#last = counted
  }

  /** The count for these values; without any, over all. */
  value(...values: readonly string[]): number {
    if (values.length > 0) return this.#counts.get(values.join('\u0000'))?.count ?? 0
    let total = 0
    for (const { count } of this.#counts.values()) total += count
    return total
  }

  expose(): string {
    const lines = [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} counter`]
    for (const { values, count } of this.#counts.values()) lines.push(sample(this.#name, this.#labels, values, count))
    return lines.join('\n')
  }
}

function areAlike(some: readonly string[], others: readonly string[]): boolean {
  for (let i = 0; i < others.length; i++) if (some[i] !== others[i]) return false
  return some.length === others.length
}
