/**
 * Places in a column: as near to the wanted ones (which rise) as `apart` allows, and between `low` and `high` where
 * they fit. Those that are too near are moved as one block around their middle.
 */
export function spread(wanted: readonly number[], apart: number, low: number, high: number): readonly number[] {
  const blocks: { count: number; sum: number }[] = []
  for (const [place, want] of wanted.entries()) {
    // Moved back by its turn, every place of a block wants the same spot.
    let block = { count: 1, sum: want - place * apart }
    for (let last = blocks.at(-1); last !== undefined && meanOf(last) >= meanOf(block); last = blocks.at(-1)) {
      block = { count: last.count + block.count, sum: last.sum + block.sum }
      blocks.pop()
    }
    blocks.push(block)
  }
  const highest = high - (wanted.length - 1) * apart
  return blocks
    .flatMap((block) => Array.from({ length: block.count }, () => meanOf(block)))
    .map((spot, place) => Math.max(low, Math.min(highest, spot)) + place * apart)
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count
}
