import type { Observer } from '@pointsman/simulator'

/** Tells every event of a run as plain data, in order: the time in seconds from the start, what, which chat, which agent. */
export function traceObserver(tell: (line: unknown) => void): Observer {
  const about =
    (event: string) =>
    (chat: { readonly id: string }, agent: { readonly id: string } | undefined, at: number): void =>
      tell({ at, event, chat: chat.id, ...(agent === undefined ? {} : { agent: agent.id }) })
  return {
    arrived: (chat, at) => tell({ at, event: 'arrived', chat: chat.id, queue: chat.queue, language: chat.language }),
    answered: (chat, named, taken, at) =>
      tell({ at, event: 'answered', chat: chat.id, named: named?.id ?? null, taken: taken?.id ?? null }),
    waits: (chat, at) => about('waits')(chat, undefined, at),
    invited: about('invited'),
    attended: about('attended'),
    refused: about('refused'),
    expired: about('expired'),
    withdrawn: about('withdrawn'),
    transferred: (chat, agent, from, at) =>
      tell({ at, event: 'transferred', chat: chat.id, agent: agent.id, from, to: chat.queue }),
    ended: (chat, agent, at) => about(chat.state)(chat, agent, at),
    status: (agent, at) => tell({ at, event: agent.status, agent: agent.id }),
  }
}
