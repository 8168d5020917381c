import { plainText, type TranscriptEntry } from '@pointsman/chatlayer'
import type { NewChat } from '@pointsman/inbenta/api'

/** Of a long conversation the newest so many words are handed over: agents read them, and bodies have bounds. */
const mostEntries = 500
const mostCharacters = 200_000

/** A transcript as the history of a chat that is to be; the bot is the `assistant`. What cannot be read as text is left out. */
export function historyOf(transcript: readonly TranscriptEntry[], user: string): NonNullable<NewChat['history']> {
  const history: NonNullable<NewChat['history']>[number][] = []
  let characters = 0
  for (const { actor, at, message } of transcript.toReversed()) {
    const text = plainText(message)
    if (text === '') continue
    characters += text.length
    if (history.length === mostEntries || characters > mostCharacters) break
    history.push({
      sender: actor === 'bot' ? 'assistant' : user,
      message: text,
      type: 'text',
      ...(at === undefined ? {} : { created: Math.floor(at) }),
    })
  }
  return history.reverse()
}
