export { assumedRoom } from './assumed-room.ts'
export { agentIdOf, decodeFacts } from './decode-facts.ts'
export type {
  AivoAgent,
  AivoEvent,
  Attended,
  Closed,
  MessageToClient,
  Queued,
  Transferred,
  UnknownEvent,
} from './event.ts'
export { quoteLongIntegers } from './long-integers.ts'
export { message, type CustomerWords, type MessageCallOptions, type MessageOutcome } from './message-call.ts'
export { parseEvent } from './parse-event.ts'
export { queue, queueUrl, type QueueCall, type QueueCallOptions } from './queue-call.ts'
export { QueueError } from './queue-error.ts'
export { queuedEvent, type QueuedEvent } from './queued-event.ts'
export { extendedHash, userHash } from './user-hash.ts'
