/** What became of a chat. */
export type HistoryOutcome = 'attended' | 'abandoned'

const words: Readonly<Record<HistoryOutcome, readonly string[]>> = {
  attended: ['attended', 'answered', 'handled', 'served', 'completed', 'closed', 'resolved', 'accepted', 'ok'],
  abandoned: ['abandoned', 'missed', 'lost', 'unanswered', 'no answer', 'gave up', 'left', 'timeout', 'timed out'],
}

/** The words that are understood, for a message. */
export const outcomesExpected: string = `one of ${Object.values(words).flat().join(', ')}`

/** What a word says became of a chat, in whatever case and with _ or - for a space; undefined: it is not known. */
export function outcomeOf(word: string): HistoryOutcome | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
  return (['attended', 'abandoned'] as const).find((outcome) => words[outcome].includes(plain))
}
