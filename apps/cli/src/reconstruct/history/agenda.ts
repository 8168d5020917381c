/** What happens at one instant goes in this order: room is made before it is taken. */
const phases = ['came', 'ended', 'arrived', 'attended', 'went'] as const

/** A point of an instant. */
export type Phase = (typeof phases)[number]

/** What is to happen, and when: numbers alone, as a long history has millions. */
export class Agenda<Deed extends number> {
  readonly #at: number[] = []
  readonly #phase: number[] = []
  readonly #deed: Deed[] = []
  readonly #subject: number[] = []

  /** To do something to the subject of a number. */
  add(at: number, phase: Phase, deed: Deed, subject: number): void {
    this.#at.push(at)
    this.#phase.push(phases.indexOf(phase))
    this.#deed.push(deed)
    this.#subject.push(subject)
  }

  /** Everything in its order; what is of one phase as it was added. */
  run(does: (deed: Deed, subject: number) => void): void {
    const [at, phase] = [this.#at, this.#phase]
    const order = Int32Array.from(at.keys()).sort(
      (a, b) => (at[a] as number) - (at[b] as number) || (phase[a] as number) - (phase[b] as number) || a - b,
    )
    for (const place of order) does(this.#deed[place] as Deed, this.#subject[place] as number)
  }
}
