import { escape } from './escape.ts'

/** Text that is markup already. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** What a template may hold: markup goes in as it is, everything else is escaped; null, undefined and false are nothing. */
export type Part = Markup | string | number | null | undefined | false | readonly Part[]

/** A template that escapes whatever is put into it, so that no text from outside can become markup. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = pieces[0] ?? ''
  for (const [place, part] of parts.entries()) text += write(part) + (pieces[place + 1] ?? '')
  return new Markup(text)
}

function write(part: Part): string {
  if (part instanceof Markup) return part.text
  if (part === null || part === undefined || part === false) return ''
  return typeof part === 'string' || typeof part === 'number' ? escape(String(part)) : part.map(write).join('')
}
