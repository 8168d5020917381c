import { idOf } from '@pointsman/inbenta'
import { fieldAt } from '@pointsman/wire'

/** What somebody said in a chat, as `messages:new` tells it. */
export interface Words {
  readonly id: string
  readonly chat: string
  readonly sender: string
  /** `''` where there is nothing to pass on. */
  readonly text: string
}

/** Reads the `data` of `messages:new`: text as it is, of media the address. */
export function wordsOf(data: unknown): Words {
  const at = (name: string): unknown => fieldAt(data, ['message', name])
  const said = at('message')
  const media = fieldAt(said, ['url'])
  const text = typeof said === 'string' ? said : typeof media === 'string' ? media : ''
  return { id: idOf(at('id')), chat: idOf(at('chat')), sender: idOf(at('sender')), text }
}
