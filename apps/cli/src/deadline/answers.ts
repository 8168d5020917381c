import { readAnswer } from '@pointsman/emulator'

/**
 * What became of an answer. `honoured`: it names somebody listed; `blank`: nobody; `invalid`: somebody who is not listed, or
 * cannot be read; `late`: not within 5 s; `failed`: no connection, or not 200.
 */
export type AnswerKind = 'honoured' | 'blank' | 'invalid' | 'late' | 'failed'

/** How many of each. */
export type AnswerCounts = Readonly<Record<AnswerKind, number>>

/** What the body of a 200 says, read as the emulator reads it: an id in any of the shapes that an answer may have. */
export function answerKind(body: string, listed: ReadonlySet<string>): 'honoured' | 'blank' | 'invalid' {
  const named = readAnswer(body)
  if (named === '') return 'blank'
  return named !== undefined && listed.has(named) ? 'honoured' : 'invalid'
}
