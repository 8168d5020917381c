import type { Decision } from '@pointsman/core'

/** The shape of the reply, which the documents leave open: an object with the id under this name, or the bare id. */
export type ReplyShape = 'agentId' | 'agent' | 'id' | 'text'

/** A reply's body and its content type. */
export interface Answer {
  readonly contentType: string
  readonly body: string
}

/** The reply to `chats:assign`. Passing is the same shape with an empty id: the platform then applies its own default. */
export function encodeAnswer(decision: Decision, shape: ReplyShape = 'agentId'): Answer {
  const id = decision.kind === 'assign' ? decision.agent : ''
  return shape === 'text'
    ? { contentType: 'text/plain; charset=utf-8', body: id }
    : { contentType: 'application/json', body: `{"${shape}":${JSON.stringify(id)}}` }
}
