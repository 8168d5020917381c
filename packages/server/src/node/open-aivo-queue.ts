import { message, queue, type CustomerWords, type MessageOutcome } from '@pointsman/aivo'
import { Asks } from '../aivo/asks.ts'
import type { AivoQueueServing } from '../aivo/aivo-side.ts'
import type { AivoConfig } from '../config/config.ts'
import { FileShelf } from '../outbox/file-shelf.ts'
import type { StateFolder } from './state-folder.ts'

/** Aivo's queue, and what has to be let go of at the end. */
export interface OpenAivoQueue {
  readonly serving: AivoQueueServing
  close(): Promise<void>
}

/** Opens what the key `aivo.queue` describes. */
export async function openAivoQueue(
  { botId, botToken, url, room, withinMs }: NonNullable<AivoConfig['queue']>,
  state: StateFolder,
): Promise<OpenAivoQueue> {
  const asks = await Asks.open(await FileShelf.at(state.path, 'aivo-queue'))
  const options = { botId, botToken, url, room, timeoutMs: withinMs }
  return { serving: { asks, botId, call: (call) => queue(call, options) }, close: () => asks.shut() }
}

/** How customers' words are posted to Aivo; undefined where nobody says. */
export function aivoMessages(
  config: AivoConfig | undefined,
): ((words: CustomerWords) => Promise<MessageOutcome>) | undefined {
  if (config?.message === undefined || config.queue === undefined) return undefined
  const { botId, botToken } = config.queue
  const options = { ...config.message, botId, botToken }
  return (words) => message(words, options)
}
