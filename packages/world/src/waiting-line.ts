/** What a line needs of a chat: its place, and room for its neighbours. */
export interface Waiting {
  readonly priority: number
  readonly number: number
  readonly rejectedBy: ReadonlySet<string>
  next: Waiting | undefined
  previous: Waiting | undefined
}

/** Chats that wait: the highest priority first, then the lowest number. A list linked through the chats themselves. */
export class WaitingLine {
  first: Waiting | undefined = undefined
  last: Waiting | undefined = undefined

  /** Puts the chat in its place: at the end where it is new, near the front where it was in the line before. */
  insert(chat: Waiting): void {
    let before = this.last
    if (before !== undefined && precedes(chat, before)) {
      let after = this.first
      while (after !== undefined && precedes(after, chat)) after = after.next
      before = after?.previous
    }
    const after = before === undefined ? this.first : before.next
    chat.previous = before
    chat.next = after
    if (before === undefined) this.first = chat
    else before.next = chat
    if (after === undefined) this.last = chat
    else after.previous = chat
  }

  /** Takes out a chat that is in the line. */
  remove(chat: Waiting): void {
    if (chat.previous === undefined) this.first = chat.next
    else chat.previous.next = chat.next
    if (chat.next === undefined) this.last = chat.previous
    else chat.next.previous = chat.previous
    chat.previous = undefined
    chat.next = undefined
  }
}

/** Whether the first of two chats is asked for before the second. */
export function precedes(a: Waiting, b: Waiting): boolean {
  return a.priority === b.priority ? a.number < b.number : a.priority > b.priority
}
