import { Router } from '@pointsman/core'
import { bursts } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'

export const burstsFit: Law = law({
  id: 'L12',
  title: "requests on one snapshot never exceed anyone's free slots",
  arbitrary: bursts,
  holds({ newStrategy }, burst) {
    const router = new Router(newStrategy({ seed: 1 }))
    const named = new Map<string, number>()
    for (const request of burst) {
      const { decision } = router.route(request)
      if (decision.kind === 'assign') named.set(decision.agent, (named.get(decision.agent) ?? 0) + 1)
    }
    for (const { id, capacity } of burst[0]?.agents ?? []) {
      const had = named.get(id) ?? 0
      if (had > capacity) broken(`${id} was named ${had} times with ${capacity} free slots`)
    }
  },
})
