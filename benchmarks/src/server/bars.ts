/** What the whole server may cost, as a multiple of the CPU of bare `node:http` + verify + parse + pick. */
export const serverBars: readonly { readonly agents: number; readonly assign: number; readonly journal: number }[] = [
  { agents: 20, assign: 1.15, journal: 1.6 },
  { agents: 200, assign: 1.08, journal: 1.6 },
]
