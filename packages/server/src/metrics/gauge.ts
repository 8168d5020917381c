import type { Metric } from './metric.ts'
import { sample } from './sample.ts'

/** What a labelled value is now. */
export interface Reading {
  readonly values: readonly string[]
  readonly value: number
}

/** Reads off a value when it is asked for. */
export class Gauge implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #labels: readonly string[]
  readonly #read: () => number | readonly Reading[]

  constructor(name: string, help: string, read: () => number | readonly Reading[], labels: readonly string[] = []) {
    this.#name = name
    this.#help = help
    this.#labels = labels
    this.#read = read
  }

  expose(): string {
    const read = this.#read()
    const readings = typeof read === 'number' ? [{ values: [], value: read }] : read
    return [
      `# HELP ${this.#name} ${this.#help}`,
      `# TYPE ${this.#name} gauge`,
      ...readings.map(({ values, value }) => sample(this.#name, this.#labels, values, value)),
    ].join('\n')
  }
}
