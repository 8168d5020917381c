/**
 * Text from outside as it may be shown to people: white space becomes a space, and whatever could move a terminal's cursor,
 * colour it, or turn the direction of writing becomes a visible �. What `wrap` and `table` write, and every line on
 * standard error, has gone through here.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replaceAll(unprintable, '�')
}

// Controls (C0, DEL, C1), embeddings, overrides and isolates of direction, and halves of characters.
const unprintable = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/gu
