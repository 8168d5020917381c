/** A binary heap of (time, what) over typed arrays, and nothing else. */
export class TightHeap {
  size = 0
  readonly times: Float64Array
  readonly whats: Int32Array

  constructor(room: number) {
    this.times = new Float64Array(room)
    this.whats = new Int32Array(room)
  }

  push(time: number, what: number): void {
    const { times, whats } = this
    let place = this.size++
    while (place > 0) {
      const parent = (place - 1) >> 1
      if ((times[parent] as number) <= time) break
      times[place] = times[parent] as number
      whats[place] = whats[parent] as number
      place = parent
    }
    times[place] = time
    whats[place] = what
  }

  pop(): void {
    const { times, whats } = this
    const size = --this.size
    const time = times[size] as number
    const what = whats[size] as number
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= size) break
      if (child + 1 < size && (times[child + 1] as number) < (times[child] as number)) child += 1
      if ((times[child] as number) >= time) break
      times[place] = times[child] as number
      whats[place] = whats[child] as number
      place = child
    }
    times[place] = time
    whats[place] = what
  }
}
