import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const firstIsNamed: Law = law({
  id: 'L5',
  title: 'the first of the ranking is the one named, and the ranking goes by its keys',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { decision, ranking, keys } = newStrategy({ seed: 1 }).explain(question.request, ledgerOf(question))
    const named = decision.kind === 'assign' ? decision.agent : undefined
    if (ranking[0]?.agent !== named) broken(`ranked ${ranking[0]?.agent} first and named ${named}`)
    for (let i = 1; i < ranking.length; i++) {
      const [better, worse] = [ranking[i - 1]?.keys ?? [], ranking[i]?.keys ?? []]
      const k = keys.findIndex((_, k) => better[k] !== worse[k])
      const key = keys[k]
      if (key === undefined) continue
      const lead = (better[k] as number) - (worse[k] as number)
      if (key.wants === 'more' ? lead < 0 : lead > 0) broken(`${ranking[i]?.agent} has the better ${key.name}`)
    }
  },
})
