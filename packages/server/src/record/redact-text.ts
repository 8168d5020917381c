import type { Pseudonym } from './redact.ts'

/** What finds the values under these names in JSON text; undefined where a name cannot be looked for in text. */
export function patternOf(names: readonly string[]): RegExp | undefined {
  if (names.some((name) => !/^[\w.-]+$/.test(name))) return undefined
  if (names.length === 0) return /(?!)/g
  const anyOf = names.map((name) => name.replaceAll(/[.-]/g, '\\$&')).join('|')
  return new RegExp(`"(?:${anyOf})"[ \\t]*:[ \\t]*(?:"([^"]*)"|([^"]))`, 'g')
}

/**
 * JSON text with the text under the pattern's names replaced, in one line, without building it anew: that takes as long as
 * parsing did. Undefined where looking at the text alone might overlook something: any backslash (names can be spelt with
 * escapes), values that are no text, line breaks, a byte order mark.
 */
export function redactText(text: string, pattern: RegExp, pseudonym: Pseudonym): string | undefined {
  if (text.includes('\\') || text.includes('\n') || text.includes('\r') || text.charCodeAt(0) === 0xfeff)
    return undefined
  const parts: string[] = []
  let from = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const value = match[1]
    if (value === undefined) {
      // `null` stays as it is; numbers, lists and objects are for those who parse.
      if (match[2] === 'n') continue
      return undefined
    }
    if (value === '') continue
    const end = pattern.lastIndex - 1
    parts.push(text.slice(from, end - value.length), pseudonym(value))
    from = end
  }
  if (from === 0) return text
  parts.push(text.slice(from))
  return parts.join('')
}
