import type { Metric } from './metric.ts'
import { sample } from './sample.ts'

/** Counts, apart for each combination of its labels' values. */
export class Counter implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #labels: readonly string[]
  readonly #counts = new Map<string, { readonly values: readonly string[]; count: number }>()

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
    const key = values.length === 1 ? (values[0] as string) : values.join('\u0000')
    const counted = this.#counts.get(key)
    if (counted === undefined) this.#counts.set(key, { values, count })
    else counted.count += count
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
