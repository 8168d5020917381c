/** What is assumed of the vendors that nothing here emulates, and where it is changed. */
export const otherVendors: readonly { readonly of: string; readonly states: string; readonly where: string }[] = [
  {
    of: 'Aivo',
    states: "Events name a conversation, in roomId, by the conversationId of the queue call's answer.",
    where: '`aivo.queue.room`',
  },
  {
    of: 'Aivo',
    states: 'The hash in events is the one of the queue call, then `_`, then the bot’s token, as documented.',
    where: '`packages/aivo/src/user-hash.ts`',
  },
  {
    of: 'Aivo',
    states: 'A queue call answered 5xx or 408, or not at all, may have been taken; any other refusal was not.',
    where: '`packages/aivo/src/queue-call.ts`',
  },
  {
    of: 'Aivo',
    states: 'How customers’ words are posted to it: nothing is assumed, and nothing posted.',
    where: '`aivo.message`',
  },
  { of: 'Aivo', states: 'An event that was not taken is not posted again.', where: '–' },
  {
    of: 'Chatlayer',
    states: 'The actions {"setBotPaused":true} and {"setBotPaused":false} silence the bot and let it speak again.',
    where: '`chatlayer.actions.pause`, `.resume`',
  },
]
