/**
 * The first place in the heap. The four below a place begin at a multiple of four, so that they share a line of the
 * processor's cache: those of place p at 4p − 8.
 */
const root = 3

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
  /** The place behind the last. */
  #end = root
  #ordinal = 0
  // In heap order: times, as most comparisons are settled by the time alone, Infinity from the end on; and handles times 16
  // with the phase.
  #times = new Float64Array(0)
  #handles = new Int32Array(0)
  // By handle.
  #places = new Int32Array(0)
  #orders = new Float64Array(0)
  readonly #subjects: (T | undefined)[] = [undefined]
  /** Of the event last taken. */
  #handle = -1
  /** Handles that are not in use, the last given back first. */
  #spare = new Int32Array(0)
  #spares = 0
  /** Handles handed out so far. */
  #handed = 0
  /** 1 where the first place is empty: from when an event is taken until one is scheduled into it, or the next is asked for. */
  #hollow: 0 | 1 = 0

  constructor() {
    // What was never replaced the engine takes for fixed, and compiles all of this anew when it grows for the first time.
    this.#grow()
  }

  /** What the event last taken is about: to be read before the next is scheduled. */
  get subject(): T | undefined {
    return this.#subjects[this.#handle]
  }

  /** How many events are in the calendar. */
  get size(): number {
    return this.#end - root - this.#hollow
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
    if (this.#hollow === 1) {
      this.#hollow = 0
      this.#put(root, at, handle * 16 + phase)
      this.#sink(root)
    } else {
      this.#put(this.#end, at, handle * 16 + phase)
      this.#rise(this.#end++)
    }
    return handle
  }

  /** Takes an event out of the calendar. */
  cancel(handle: number): void {
    this.#fill()
    const place = this.#places[handle] as number
    this.#subjects[handle] = undefined
    this.#spare[this.#spares++] = handle
    this.#takeLast(place)
    if (place < this.#end) this.#settle(place)
  }

  /** Moves an event to another time; among events of that time and phase it keeps its ordinal. */
  move(handle: number, at: number): void {
    if (!(at >= this.time && at < Infinity)) throw new RangeError(`cannot schedule at ${at}, it is ${this.time}`)
    this.#fill()
    const place = this.#places[handle] as number
    this.#times[place] = at
    this.#settle(place)
  }

  /** Takes the next event, if there is one: `time`, `phase` and `subject` are its own from then on. */
  advance(): boolean {
    this.#fill()
    if (this.#end === root) return false
    const first = this.#handles[root] as number
    const handle = first >> 4
    this.time = this.#times[root] as number
    this.phase = first & 15
    // The subject stays where it is until the handle is used again: it costs memory for no longer than an event.
    this.#handle = handle
    this.#spare[this.#spares++] = handle
    this.#hollow = 1
    return true
  }

  #fill(): void {
    if (this.#hollow === 0) return
    this.#hollow = 0
    this.#takeLast(root)
    if (this.#end > root) this.#sink(root)
  }

  /** Moves the last event to a place, over what is there. */
  #takeLast(place: number): void {
    const last = --this.#end
    this.#times[place] = this.#times[last] as number
    this.#handles[place] = this.#handles[last] as number
    this.#times[last] = Infinity
  }

  #newHandle(): number {
    const handle = this.#handed++
    if (handle + root >= this.#times.length) this.#grow()
    this.#subjects[handle] = undefined
    return handle
  }

  #grow(): void {
    const room = Math.max(64, this.#times.length * 2)
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    const orders = this.#orders
    this.#times = new Float64Array(room).fill(Infinity)
    this.#handles = new Int32Array(room)
    this.#places = new Int32Array(room)
    this.#orders = new Float64Array(room)
    // It grows where there is none.
    this.#spare = new Int32Array(room)
    this.#times.set(times)
    this.#handles.set(handles)
    this.#places.set(places)
    this.#orders.set(orders)
  }

  #put(place: number, at: number, handle: number): void {
    this.#times[place] = at
    this.#handles[place] = handle
  }

  // From here on `handle` is that of the heap, with the phase. What is to go up or down lies at a place already: instants cost
  // more to hand over than places do.

  /** Whether of two events at the same time the first goes first. */
  #precedes(handle: number, other: number): boolean {
    return (this.#orders[handle >> 4] as number) < (this.#orders[other >> 4] as number)
  }

  /** Moves the event at a place to where it belongs. */
  #settle(place: number): void {
    if (place > root && this.#first(place, (place >> 2) + 2) === place) this.#rise(place)
    else this.#sink(place)
  }

  /** Whichever of two places has the event that comes first. */
  #first(place: number, other: number): number {
    const at = this.#times[place] as number
    const otherAt = this.#times[other] as number
    if (at !== otherAt) return at < otherAt ? place : other
    return this.#precedes(this.#handles[place] as number, this.#handles[other] as number) ? place : other
  }

  #rise(from: number): void {
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    const at = times[from] as number
    const handle = handles[from] as number
    let place = from
    while (place > root) {
      const parent = (place >> 2) + 2
      const parentAt = times[parent] as number
      const moved = handles[parent] as number
      if (!(at < parentAt || (at === parentAt && this.#precedes(handle, moved)))) break
      times[place] = parentAt
      handles[place] = moved
      places[moved >> 4] = place
      place = parent
    }
    times[place] = at
    handles[place] = handle
    places[handle >> 4] = place
  }

  #sink(from: number): void {
    const times = this.#times
    const handles = this.#handles
    const places = this.#places
    const end = this.#end
    const at = times[from] as number
    const handle = handles[from] as number
    let place = from
    for (;;) {
      const child = place * 4 - 8
      if (child >= end) break
      // Which of four comes first, a processor can but guess: so it is worked out without a branch.
      const left = child + Number((times[child + 1] as number) < (times[child] as number))
      const right = child + 2 + Number((times[child + 3] as number) < (times[child + 2] as number))
      const leftAt = times[left] as number
      const rightAt = times[right] as number
      let first = left ^ ((left ^ right) & -Number(rightAt < leftAt))
      const firstAt = times[first] as number
      if (leftAt === rightAt || times[first ^ 1] === firstAt) first = this.#firstOfFour(child)
      const moved = handles[first] as number
      if (!(firstAt < at || (firstAt === at && this.#precedes(moved, handle)))) break
      times[place] = firstAt
      handles[place] = moved
      places[moved >> 4] = place
      place = first
    }
    times[place] = at
    handles[place] = handle
    places[handle >> 4] = place
  }

  /** The place, of the four from this one on, that has the event that comes first. */
  #firstOfFour(child: number): number {
    return this.#first(this.#first(child, child + 1), this.#first(child + 2, child + 3))
  }
}
