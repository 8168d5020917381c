import { EndlessOffer } from './endless-offer.ts'

/** So many events at one instant, and the run is going round in circles. */
const mostAtOnce = 1_000_000

/** Looks whether time goes on. */
export class Standstill {
  /** The time of the event before. */
  #before = 0
  #stoodAt: number = NaN
  /** Events at that instant beside the first. */
  #count = 0

  /** The next event is at this time, in seconds of the run. Throws an EndlessOffer where time stands still. */
  look(time: number): void {
    if (time === this.#before) this.#stand(time)
    else this.#before = time
  }

  #stand(time: number): void {
    if (time !== this.#stoodAt) {
      this.#stoodAt = time
      this.#count = 0
    }
    if (++this.#count > mostAtOnce) throw new EndlessOffer(time)
  }
}
