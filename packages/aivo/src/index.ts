export { agentIdOf, decodeFacts } from './decode-facts.ts'
export type { AivoAgent, AivoEvent, Attended, Closed, MessageToClient, Transferred, UnknownEvent } from './event.ts'
export { parseEvent } from './parse-event.ts'
export { extendedHash, queue, queueUrl, type QueueCall, type QueueCallOptions } from './queue-call.ts'
