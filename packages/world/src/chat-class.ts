import type { QueueId } from '@pointsman/core'
import { WaitingLine } from './waiting-line.ts'
import type { WorldAgent } from './world-agent.ts'

/** The chats of one queue in one language: the same agents may take them, and they wait in one line. */
export class ChatClass {
  readonly index: number
  readonly queue: QueueId
  readonly language: string
  /** Those who serve the queue and speak the language, in the world's order. */
  readonly agents: readonly WorldAgent[]
  readonly line: WaitingLine = new WaitingLine()
  /** How many of the agents are online with a free slot; kept by the world. */
  available = 0

  constructor(index: number, queue: QueueId, language: string, everybody: readonly WorldAgent[]) {
    this.index = index
    this.queue = queue
    this.language = language
    this.agents = everybody.filter(
      ({ queues, languages }) =>
        (queue === '' || queues.has(queue)) && (language === '' || languages.size === 0 || languages.has(language)),
    )
  }
}
