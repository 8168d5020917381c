import type { Message } from './message.ts'

/** What was said as plain text, for a platform that knows nothing else: choices are listed, places and files linked. */
export function plainText(message: Message): string {
  switch (message.kind) {
    case 'text':
      return message.text
    case 'quick-replies':
      return lines(message.text, message.replies.map(asChoice))
    case 'buttons':
      return lines(
        message.text,
        message.buttons.map(({ title, url }) => asChoice(withLink(title, url))),
      )
    case 'carousel':
      return message.cards
        .map(({ title, subtitle, buttons }) =>
          lines(
            [title, subtitle].filter(Boolean).join(': '),
            buttons.map((one) => asChoice(withLink(one.title, one.url))),
          ),
        )
        .join('\n')
    case 'intro':
      return ''
    case 'upload':
      return message.urls.join('\n')
    case 'location':
      return `${message.latitude}, ${message.longitude}`
    case 'postback':
      return message.title
    case 'other':
      return ''
  }
}

function lines(head: string, rest: readonly string[]): string {
  return [head, ...rest].filter(Boolean).join('\n')
}

function asChoice(title: string): string {
  return title === '' ? '' : `– ${title}`
}

function withLink(title: string, url: string): string {
  return url === '' ? title : `${title} (${url})`
}
