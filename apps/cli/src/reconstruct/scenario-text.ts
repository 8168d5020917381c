import type { Scenario } from '@pointsman/simulator'

/** A scenario as JSON: lists of numbers on one line, so that a long trace is not a line for each chat. */
export function scenarioText(scenario: Scenario): string {
  return `${indented(scenario, '')}\n`
}

function indented(value: unknown, margin: string): string {
  const flat = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || isFlat(value) || flat.length <= 60) return flat
  const inner = `${margin}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => inner + indented(one, inner)).join(',\n')}\n${margin}]`
  }
  const fields = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{\n${fields.map(([key, one]) => `${inner}${JSON.stringify(key)}: ${indented(one, inner)}`).join(',\n')}\n${margin}}`
}

/** A list of plain values, or of short lists of them. */
function isFlat(value: object): boolean {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null || isPlain(one))
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
}
