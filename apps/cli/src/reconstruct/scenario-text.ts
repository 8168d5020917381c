import type { Scenario } from '@pointsman/simulator'

/** Longer objects are a line for each field. */
const longestLine = 60
/** Pieces are about so long: a long trace is never one text with all the rest. */
const pieceLength = 65_536

/** A scenario as JSON, in pieces: lists of numbers on one line, so that a long trace is not a line for each chat. */
export function* scenarioText(scenario: Scenario): Iterable<string> {
  let text = ''
  for (const part of indented(scenario, '')) {
    text += part
    if (text.length < pieceLength) continue
    yield text
    text = ''
  }
  yield `${text}\n`
}

function* indented(value: unknown, margin: string): Iterable<string> {
  if (typeof value !== 'object' || value === null || isFlat(value) || isShort(value)) {
    yield JSON.stringify(value)
    return
  }
  const inner = `${margin}  `
  const [opens, closes] = Array.isArray(value) ? '[]' : '{}'
  const entries = Array.isArray(value)
    ? value.map((one: unknown) => ['', one] as const)
    : Object.entries(value).flatMap(([key, one]) =>
        one === undefined ? [] : [[`${JSON.stringify(key)}: `, one] as const],
      )
  let before = `${opens}\n`
  for (const [name, one] of entries) {
    yield `${before}${inner}${name}`
    yield* indented(one, inner)
    before = ',\n'
  }
  yield `\n${margin}${closes}`
}

/** A list of plain values, or of short lists of them. */
function isFlat(value: object): boolean {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null || isPlain(one))
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
}

function isShort(value: object): boolean {
  return partsOf(value) <= longestLine / 2 && JSON.stringify(value).length <= longestLine
}

/** Values in it, each of which takes two characters at least; what is too many is not counted on. */
function partsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  let parts = 0
  for (const one of Object.values(value)) {
    if (one !== undefined) parts += partsOf(one)
    if (parts > longestLine / 2) break
  }
  return parts
}
