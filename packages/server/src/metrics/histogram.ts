import type { Metric } from './metric.ts'
import { sample } from './sample.ts'

/** How many values fell below each bound. */
export class Histogram implements Metric {
  readonly #name: string
  readonly #help: string
  readonly #bounds: readonly number[]
  readonly #counts: number[]
  #sum = 0
  #max = 0

  /** `bounds` ascend; a last one of infinity is implied. */
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name
    this.#help = help
    this.#bounds = [...bounds, Number.POSITIVE_INFINITY]
    this.#counts = this.#bounds.map(() => 0)
  }

  observe(value: number): void {
    this.#sum += value
    if (value > this.#max) this.#max = value
    let i = 0
    while (value > (this.#bounds[i] as number)) i++
    ;(this.#counts[i] as number)++
  }

  /** The greatest value seen. */
  get max(): number {
    return this.#max
  }

  expose(): string {
    const lines = [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} histogram`]
    let below = 0
    for (let i = 0; i < this.#bounds.length; i++) {
      below += this.#counts[i] as number
      const bound = this.#bounds[i] as number
      lines.push(sample(`${this.#name}_bucket`, ['le'], [bound === Infinity ? '+Inf' : String(bound)], below))
    }
    lines.push(`${this.#name}_sum ${this.#sum}`, `${this.#name}_count ${below}`)
    return lines.join('\n')
  }
}
