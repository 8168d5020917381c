/**
 * What became of an answer. `honoured`: it names somebody listed; `blank`: nobody; `invalid`: somebody who is not listed, or
 * cannot be read; `late`: not within 5 s; `failed`: no connection, or not 200.
 */
export type AnswerKind = 'honoured' | 'blank' | 'invalid' | 'late' | 'failed'

/** How many of each. */
export type AnswerCounts = Readonly<Record<AnswerKind, number>>

/** What the body of a 200 names, in any of the shapes that an answer may have. */
export function answerKind(body: string, listed: ReadonlySet<string>): 'honoured' | 'blank' | 'invalid' {
  const named = nameIn(body.trim())
  if (named === undefined) return 'invalid'
  return named === '' ? 'blank' : listed.has(named) ? 'honoured' : 'invalid'
}

function nameIn(text: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  if (typeof value === 'object' && value !== null) {
    const { agent, agentId, id } = value as Readonly<Record<string, unknown>>
    value = agentId ?? agent ?? id
    if (typeof value === 'object' && value !== null) value = (value as Readonly<Record<string, unknown>>)['id']
  }
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}
