const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Control characters, which no document may hold; characters that turn the direction of writing, which would let a name
// rearrange the sentence that it stands in; halves of a character; and the two that are never characters.
const unfit =
  // oxlint-disable-next-line eslint/no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Makes text fit for an element or a quoted attribute: of HTML and of XML. What cannot be shown is U+FFFD. */
export function escape(text: string): string {
  return text.replaceAll(unfit, '\uFFFD').replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
