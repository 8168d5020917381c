/** Left, top, right and bottom, pixels. */
export type Box = readonly [number, number, number, number]

/** A label that belongs to a point. */
export interface Wanted {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a label came to be: its left and top; far ones want a line to their point. */
export interface Placed {
  readonly left: number
  readonly top: number
  readonly far: boolean
}

/** Finds a free place for each label, near its point if it can be, within the frame; undefined where there is none. */
export function placeLabels(
  wanted: readonly Wanted[],
  frame: Box,
  taken: readonly Box[],
): readonly (Placed | undefined)[] {
  const boxes = [...taken]
  return wanted.map((label) => {
    for (const { left, top, far } of candidates(label)) {
      const box: Box = [left - 2, top, left + label.width + 2, top + label.height]
      if (!inside(box, frame) || boxes.some((other) => overlaps(box, other))) continue
      boxes.push(box)
      return { left, top, far }
    }
    return undefined
  })
}

/** Right, left, above and below, then around in growing rings. */
function* candidates({ x, y, width, height }: Wanted): Generator<Placed> {
  for (let radius = 10; radius < 400; radius += 8) {
    const far = radius > 10
    const turns = far ? 16 : 4
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = far ? (turn / turns) * 2 * Math.PI : ([0, Math.PI, -Math.PI / 2, Math.PI / 2][turn] ?? 0)
      const [along, up] = [Math.cos(angle), Math.sin(angle)]
      // The label's nearest edge or corner lies on the ring.
      const left = x + along * radius + (along > 0.3 ? 0 : along < -0.3 ? -width : -width / 2)
      yield { left, top: y + up * radius - height / 2 + (Math.abs(up) > 0.3 ? (Math.sign(up) * height) / 2 : 0), far }
    }
  }
}

function inside([left, top, right, bottom]: Box, frame: Box): boolean {
  return left >= frame[0] && top >= frame[1] && right <= frame[2] && bottom <= frame[3]
}

function overlaps(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}
