import type { Ranked } from './decision.ts'

/** Room for the numbers and the order, shared by all calls as nothing in it outlives its own. */
const room = { cells: new Float64Array(256), order: new Int32Array(64), spare: new Int32Array(64) }

/** Length of the runs that are sorted by insertion before they are merged. */
const shortest = 8

/**
 * The order of ranked agents, each column the smaller first times its sign; who is alike in all columns goes by id. The
 * answer is valid until the next call, up to the count of rows. A merge sort from the bottom up over one flat table, faster than sorting the rows themselves by a comparator.
 */
export function orderRows(rows: readonly Ranked[], signs: readonly number[]): Int32Array {
  const count = rows.length
  const width = signs.length
  makeRoom(count, width)
  const { cells } = room
  let from = room.order
  let to = room.spare
  for (let i = 0, cell = 0; i < count; i++) {
    const row = (rows[i] as Ranked).keys
    for (let k = 0; k < width; k++) cells[cell++] = (row[k] as number) * (signs[k] as number)
    from[i] = i
  }
  for (let start = 0; start < count; start += shortest) {
    const end = start + shortest < count ? start + shortest : count
    for (let i = start + 1; i < end; i++) {
      const moving = from[i] as number
      let place = i
      while (place > start && precedes(cells, width, moving, from[place - 1] as number, rows)) {
        from[place] = from[place - 1] as number
        place--
      }
      from[place] = moving
    }
  }
  for (let run = shortest; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run) {
      const middle = start + run < count ? start + run : count
      const end = start + 2 * run < count ? start + 2 * run : count
      let left = start
      let right = middle
      for (let at = start; at < end; at++) {
        const takeRight =
          right < end && (left >= middle || precedes(cells, width, from[right] as number, from[left] as number, rows))
        to[at] = (takeRight ? from[right++] : from[left++]) as number
      }
    }
    const sorted = to
    to = from
    from = sorted
  }
  return from
}

function precedes(cells: Float64Array, width: number, a: number, b: number, rows: readonly Ranked[]): boolean {
  let left = a * width
  let right = b * width
  for (const end = left + width; left < end; left++, right++) {
    if (cells[left] !== cells[right]) return (cells[left] as number) < (cells[right] as number)
  }
  return (rows[a] as Ranked).agent < (rows[b] as Ranked).agent
}

function makeRoom(count: number, width: number): void {
  if (room.cells.length < count * width) room.cells = new Float64Array(2 * count * width)
  if (room.order.length >= count) return
  room.order = new Int32Array(2 * count)
  room.spare = new Int32Array(2 * count)
}
