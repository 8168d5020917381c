/**
 * A calendar of future events, ordered by time, then phase, then the order in which they were scheduled, so that the same
 * schedule always plays the same way. It knows nothing of what the events mean. A four-ary heap over typed arrays; an
 * event can be taken back or moved by its handle.
 */
export class Kernel<T> {
  /** The time of the event last taken; starts at 0. */
  time = 0
  /** The phase of the event last taken. */
  phase = 0
  /** What the event last taken is about. */
  subject: T | undefined = undefined
  #size = 0
  #ordinal = 0
  // In heap order: times, as most comparisons are settled by the time alone, and handles times 16 with the phase.
  #times = new Float64Array(0)
  #handles = new Int32Array(0)
  // By handle.
  #places = new Int32Array(0)
  #orders = new Float64Array(0)
  readonly #subjects: (T | undefined)[] = [undefined]
  /** Handles that are not in use, the last given back first. */
  #spare = new Int32Array(0)
  #spares = 0
  /** Handles handed out so far. */
  #handed = 0
  // The first place is empty after an event was taken, until the next event is scheduled into it or asked for.
  #hollow = false

  constructor() {
    // What was never replaced the engine takes for fixed, and compiles all of this anew when it grows for the first time.
    this.#grow()
  }

  /** How many events are in the calendar. */
  get size(): number {
    return this.#hollow ? this.#size - 1 : this.#size
  }

  /**
   * Puts an event in the calendar and answers its handle, which is good until the event is taken or cancelled. At the same
   * time lower phases come first: whole numbers from 0 to 15. Throws a RangeError on a time in the past or not finite.
   */
  schedule(at: number, phase: number, subject: T): number {
    if (!(at >= this.time && at < Infinity)) throw new RangeError(`cannot schedule at ${at}, it is ${this.time}`)
    const handle = this.#spares > 0 ? (this.#spare[--this.#spares] as number) : this.#newHandle()
    this.#orders[handle] = phase * 2 ** 48 + this.#ordinal++
    this.#subjects[handle] = subject
    if (this.#hollow) {
      this.#hollow = false
      this.#sink(0, at, handle * 16 + phase)
    } else this.#rise(this.#size++, at, handle * 16 + phase)
    return handle
  }

  /** Takes an event out of the calendar. */
  cancel(handle: number): void {
    this.#fill()
    const place = this.#places[handle] as number
    this.#subjects[handle] = undefined
    this.#spare[this.#spares++] = handle
    const last = --this.#size
    if (place < last) this.#settle(place, this.#times[last] as number, this.#handles[last] as number)
  }

  /** Moves an event to another time; among events of that time and phase it keeps its ordinal. */
  move(handle: number, at: number): void {
    if (!(at >= this.time && at < Infinity)) throw new RangeError(`cannot schedule at ${at}, it is ${this.time}`)
    this.#fill()
    const place = this.#places[handle] as number
    this.#settle(place, at, this.#handles[place] as number)
  }

  /** Takes the next event, if there is one: `time`, `phase` and `subject` are its own from then on. */
  advance(): boolean {
    this.#fill()
    if (this.#size === 0) return false
    const first = this.#handles[0] as number
    const handle = first >> 4
    this.time = this.#times[0] as number
    this.phase = first & 15
    // The subject stays where it is until the handle is used again: it costs memory for no longer than an event.
    this.subject = this.#subjects[handle]
    this.#spare[this.#spares++] = handle
    this.#hollow = true
    return true
  }

  #fill(): void {
    if (!this.#hollow) return
    this.#hollow = false
    const last = --this.#size
    if (last > 0) this.#sink(0, this.#times[last] as number, this.#handles[last] as number)
  }

  #newHandle(): number {
    const handle = this.#handed++
    if (handle >= this.#times.length) this.#grow()
    this.#subjects[handle] = undefined
    return handle
  }

  #grow(): void {
    const room = Math.max(64, this.#times.length * 2)
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    const orders = this.#orders
    const spare = this.#spare
    this.#times = new Float64Array(room)
    this.#handles = new Int32Array(room)
    this.#places = new Int32Array(room)
    this.#orders = new Float64Array(room)
    this.#spare = new Int32Array(room)
    this.#times.set(times)
    this.#handles.set(handles)
    this.#places.set(places)
    this.#orders.set(orders)
    this.#spare.set(spare)
  }

  // From here on `handle` is that of the heap, with the phase.
  #settle(place: number, at: number, handle: number): void {
    const parent = (place - 1) >> 2
    if (place > 0 && this.#before(at, handle, parent)) this.#rise(place, at, handle)
    else this.#sink(place, at, handle)
  }

  /** Whether an event comes before the one at a place. */
  #before(at: number, handle: number, place: number): boolean {
    const other = this.#times[place] as number
    if (at !== other) return at < other
    return (this.#orders[handle >> 4] as number) < (this.#orders[(this.#handles[place] as number) >> 4] as number)
  }

  #rise(from: number, at: number, handle: number): void {
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 2
      if (!this.#before(at, handle, parent)) break
      const moved = handles[parent] as number
      times[place] = times[parent] as number
      handles[place] = moved
      places[moved >> 4] = place
      place = parent
    }
    times[place] = at
    handles[place] = handle
    places[handle >> 4] = place
  }

  #sink(from: number, at: number, handle: number): void {
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    const size = this.#size
    let place = from
    for (;;) {
      let child = place * 4 + 1
      if (child >= size) break
      const end = Math.min(child + 4, size)
      let least = times[child] as number
      for (let other = child + 1; other < end; other++) {
        const time = times[other] as number
        if (time <= least && (time < least || this.#before(time, handles[other] as number, child))) {
          child = other
          least = time
        }
      }
      if (!(least < at || (least === at && !this.#before(at, handle, child)))) break
      const moved = handles[child] as number
      times[place] = least
      handles[place] = moved
      places[moved >> 4] = place
      place = child
    }
    times[place] = at
    handles[place] = handle
    places[handle >> 4] = place
  }
}
