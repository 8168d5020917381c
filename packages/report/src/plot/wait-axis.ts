import { scaleSymlog } from 'd3-scale'
import { textWidth } from '../words/text-width.ts'
import type { Axis } from './axis.ts'

const steps: readonly (readonly [number, string])[] = [
  [0, '0'],
  [0.1, '0.1 s'],
  [1, '1 s'],
  [2, '2 s'],
  [5, '5 s'],
  [10, '10 s'],
  [20, '20 s'],
  [30, '30 s'],
  [60, '1 min'],
  [120, '2 min'],
  [300, '5 min'],
  [600, '10 min'],
  [1200, '20 min'],
  [3600, '1 h'],
  [7200, '2 h'],
  [14_400, '4 h'],
  [28_800, '8 h'],
  [86_400, '1 d'],
  [604_800, '7 d'],
  [6_048_000, '70 d'],
]

/** Seconds waited: straight up to a few seconds so that 0 has a place, logarithmic beyond. */
export function waitAxis(longest: number, from: number, to: number): Axis {
  const scale = scaleSymlog([0, longest], [from, to]).constant(Math.min(2, longest / 4))
  const ticks: { at: number; value: number; label: string }[] = []
  for (const [value, label] of steps.filter(([step]) => step <= longest)) {
    const at = scale(value)
    const last = ticks.at(-1)
    const room = last === undefined ? 0 : (textWidth(last.label, 11) + textWidth(label, 11)) / 2 + 10
    if (last === undefined || at - last.at >= room) ticks.push({ at, value, label: label.replace(' ', '\u00A0') })
  }
  return { at: (value) => scale(Math.min(value, longest)), ticks }
}
