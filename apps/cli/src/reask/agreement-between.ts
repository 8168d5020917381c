import type { AgentId } from '@pointsman/core'

/** How many requests two strategies answered alike. */
export interface AgreementBetween {
  readonly first: string
  readonly second: string
  readonly agreed: number
}

/** Counts, for every two strategies, the requests that they answered alike. */
export class Agreements {
  /** How many requests were counted. */
  of = 0
  readonly #agreed: Uint32Array
  readonly #names: readonly string[]

  constructor(names: readonly string[]) {
    this.#names = names
    this.#agreed = new Uint32Array(names.length * names.length)
  }

  /** Counts a request's answers, in the order of the names; null is a pass. */
  count(answers: readonly (AgentId | null)[]): void {
    const n = answers.length
    this.of++
    for (let i = 1; i < n; i++) {
      for (let j = 0; j < i; j++) if (answers[i] === answers[j]) (this.#agreed[i * n + j] as number)++
    }
  }

  /** Every two strategies once, in the order of the names. */
  pairs(): readonly AgreementBetween[] {
    return this.#names.flatMap((first, j) =>
      this.#names.slice(j + 1).map((second, k) => ({ first, second, agreed: this.#at(j + 1 + k, j) })),
    )
  }

  /** By one strategy and the other, both ways. */
  table(): Readonly<Record<string, Readonly<Record<string, { readonly agreed: number; readonly of: number }>>>> {
    const { of } = this
    return Object.fromEntries(
      this.#names.map((name, i) => {
        const others = this.#names.flatMap((other, j) =>
          i === j ? [] : [[other, { agreed: this.#at(Math.max(i, j), Math.min(i, j)), of }] as const],
        )
        return [name, Object.fromEntries(others)]
      }),
    )
  }

  #at(i: number, j: number): number {
    return this.#agreed[i * this.#names.length + j] as number
  }
}
