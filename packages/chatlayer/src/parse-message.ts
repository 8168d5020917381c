import { describeValue, Fields, PayloadError } from '@pointsman/wire'
import type { Button, Card, Message } from './message.ts'

/** Reads what was said. A shape that the document does not know is kept by its name. Throws a `PayloadError`. */
export function parseMessage(said: Fields, actor: 'bot' | 'user'): Message {
  if (actor === 'bot') return fromBot(said)
  const type = said.optionalText('messageType')
  switch (type) {
    case 'intro':
      return { kind: 'intro' }
    case 'text':
      return { kind: 'text', text: said.anyText('text') }
    case 'fileUploadInputResult':
    case 'upload':
      return { kind: 'upload', urls: said.list('urls').map((url, i) => textAt(url, said.at(`urls[${i}]`))) }
    case 'location': {
      const coordinates = said.fields('coordinates')
      return { kind: 'location', latitude: coordinates.number('lat'), longitude: coordinates.number('long') }
    }
    case 'postback':
      return {
        kind: 'postback',
        title: said.optionalText('title'),
        nextDialogstateId: said.optionalText('nextDialogstateId'),
      }
    default:
      return { kind: 'other', called: type }
  }
}

function fromBot(said: Fields): Message {
  const template = templateOf(said)
  if (template !== undefined) return template
  if (said.value('text') === undefined) return { kind: 'other', called: said.optionalText('messageType') }
  const text = said.anyText('text')
  if (said.value('quick_replies') === undefined) return { kind: 'text', text }
  const replies = objects(said, 'quick_replies').map((reply) => reply.optionalText('title'))
  return { kind: 'quick-replies', text, replies }
}

function templateOf(said: Fields): Message | undefined {
  if (said.value('attachment') === undefined) return undefined
  const attachment = said.fields('attachment')
  const type = attachment.optionalText('type')
  if (type !== 'template') return { kind: 'other', called: type }
  const template = attachment.fields('payload')
  const kind = template.optionalText('template_type')
  if (kind === 'button') return { kind: 'buttons', text: template.optionalText('text'), buttons: buttonsOf(template) }
  if (kind === 'generic') return { kind: 'carousel', cards: objects(template, 'elements').map(cardOf) }
  return { kind: 'other', called: kind }
}

function cardOf(card: Fields): Card {
  return {
    title: card.optionalText('title'),
    subtitle: card.optionalText('subtitle'),
    imageUrl: card.optionalText('image_url'),
    buttons: buttonsOf(card),
  }
}

function buttonsOf(holder: Fields): readonly Button[] {
  return objects(holder, 'buttons').map((button) => ({
    title: button.optionalText('title'),
    type: button.optionalText('type'),
    url: button.optionalText('url'),
  }))
}

function objects(holder: Fields, name: string): readonly Fields[] {
  return holder.list(name).map((value, i) => new Fields(value, holder.at(`${name}[${i}]`)))
}

function textAt(value: unknown, path: string): string {
  if (typeof value === 'string') return value
  throw new PayloadError(path, 'text', describeValue(value))
}
