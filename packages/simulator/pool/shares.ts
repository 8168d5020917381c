/** Adds up how far several replications have come. */
export class Shares {
  readonly #onProgress: ((replications: number) => void) | undefined
  readonly #underWay = new Set<{ share: number }>()
  #done = 0

  constructor(onProgress: ((replications: number) => void) | undefined) {
    this.#onProgress = onProgress
  }

  /** Another one is begun. */
  begin(): Progress {
    const one = { share: 0 }
    this.#underWay.add(one)
    return {
      reached: (share) => {
        one.share = share
        this.#tell()
      },
      done: () => {
        this.#underWay.delete(one)
        this.#done += 1
        this.#tell()
      },
    }
  }

  #tell(): void {
    let sum = this.#done
    for (const { share } of this.#underWay) sum += share
    this.#onProgress?.(sum)
  }
}

interface Progress {
  /** How far it has come, from 0 to 1. */
  readonly reached: (share: number) => void
  readonly done: () => void
}
