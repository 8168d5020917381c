import type { Told, ToldAgent } from './told.ts'

/** So many seconds without a chat are an absence. */
const absence = 4 * 3600
/** Whoever has a chat at the end stays for so long, to finish what is left. */
const stay = 86_400

/** When an agent was there, as far as the chats they had tell: seconds from the start, in order. */
export function toldPresence({ busy }: ToldAgent, { from, to }: Told): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = []
  for (const one of busy) {
    const last = stretches.at(-1)
    const begins = one.from - from < absence ? 0 : one.from - from
    const ends = to - Math.min(one.to, to) < absence ? to - from + stay : one.to - from
    if (last !== undefined && begins - last[1] < absence) last[1] = ends
    else stretches.push([begins, ends])
  }
  return stretches
    .map(([begins, ends]): readonly [number, number] => [
      Math.round(begins * 1000) / 1000,
      Math.round(ends * 1000) / 1000,
    ])
    .filter(([begins, ends]) => ends > begins)
}
