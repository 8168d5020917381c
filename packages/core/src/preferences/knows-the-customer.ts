import type { Preference } from '../strategy.ts'

/** Whoever held this chat before, or a chat of this customer (1); anybody else (0). */
export const knowsTheCustomer: Preference = {
  name: 'knows-the-customer',
  wants: 'more',
  reads: 'chat',
  key: (agent, { chat, ledger }) =>
    (chat.servedBefore.size > 0 && chat.servedBefore.has(agent.id)) ||
    (chat.customer !== '' && ledger.hasServed(chat.customer, agent.id))
      ? 1
      : 0,
}
