/** Takes a whole number apart into digits of whatever base is asked for next; when it is used up, zeros. */
export class Digits {
  #rest: number

  constructor(number: number) {
    this.#rest = number
  }

  /** The next digit, from 0 to base − 1. */
  next(base: number): number {
    const digit = this.#rest % base
    this.#rest = Math.floor(this.#rest / base)
    return digit
  }
}
