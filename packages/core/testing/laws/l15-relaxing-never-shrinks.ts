import fc from 'fast-check'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const relaxingNeverShrinks: Law = law({
  id: 'L15',
  title: 'waiting longer never shrinks the set of admitted agents',
  arbitrary: fc.tuple(questions, fc.integer({ min: 0, max: 600 })),
  holds({ newStrategy }, [question, seconds]) {
    const { request } = question
    const strategy = newStrategy({ seed: 1 })
    // The chat came earlier; the clock, and with it everybody's state, stays.
    const chat = { ...request.chat, createdAt: request.chat.createdAt - seconds }
    const longer = new Set(strategy.explain({ ...request, chat }, ledgerOf(question)).ranking.map(({ agent }) => agent))
    const { ranking, relaxed } = strategy.explain(request, ledgerOf(question))
    // Who refused is asked again in want of others; when waiting brings others, the want is over.
    if (relaxed.includes('has-not-rejected')) return
    for (const { agent } of ranking) {
      if (!longer.has(agent)) broken(`${agent} is admitted, and ${seconds} s of waiting later is not`)
    }
  },
})
