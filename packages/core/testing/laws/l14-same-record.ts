import fc from 'fast-check'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const sameRecord: Law = law({
  id: 'L14',
  title: 'same seed, state and payload: the same decision record, byte for byte',
  arbitrary: fc.tuple(questions, questions, fc.integer()),
  holds({ newStrategy }, [question, other, seed]) {
    const fresh = plain(newStrategy({ seed }).explain(question.request, ledgerOf(question)))
    const used = newStrategy({ seed })
    used.decide(other.request, ledgerOf(other))
    used.explain(other.request, ledgerOf(other))
    const later = plain(used.explain(question.request, ledgerOf(question)))
    if (fresh !== later) broken(`asked first: ${fresh}; asked after another question: ${later}`)
  },
})
