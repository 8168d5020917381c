const day = 86_400

/** The share of a day that these intervals, which repeat daily, cover: what overlaps counts once. None: always. */
export function onlineShare(shifts: readonly (readonly [number, number])[]): number {
  if (shifts.length === 0) return 1
  const within = shifts.flatMap(([from, to]): readonly (readonly [number, number])[] => {
    if (to - from >= day) return [[0, day]]
    const begins = from % day
    const ends = begins + to - from
    return ends <= day
      ? [[begins, ends]]
      : [
          [begins, day],
          [0, ends - day],
        ]
  })
  let covered = 0
  let until = 0
  for (const [begins, ends] of within.toSorted(([a], [b]) => a - b)) {
    covered += Math.max(0, ends - Math.max(begins, until))
    until = Math.max(until, ends)
  }
  return covered / day
}
