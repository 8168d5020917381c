/** Bytes of bodies that are being read at present, all together: strangers must not fill the memory with them. */
export class BeingRead {
  readonly #most: number
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Takes so many more in; false where that would be too many, and they are not taken. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#most) return false
    this.#bytes += bytes
    return true
  }

  /** So many are not being read any more. */
  give(bytes: number): void {
    this.#bytes -= bytes
  }
}
