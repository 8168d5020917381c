import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const finiteKeys: Law = law({
  id: 'L8',
  title: 'keys are finite',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { ranking, keys } = newStrategy({ seed: 1 }).explain(question.request, ledgerOf(question))
    for (const ranked of ranking) {
      if (ranked.keys.length !== keys.length) broken(`${ranked.agent} has ${ranked.keys.length} of ${keys.length} keys`)
      const odd = ranked.keys.findIndex((key) => !Number.isFinite(key))
      if (odd >= 0) broken(`${ranked.agent} has ${keys[odd]?.name} ${ranked.keys[odd]}`)
    }
  },
})
