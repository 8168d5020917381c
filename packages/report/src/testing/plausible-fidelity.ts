import type { Fidelity } from '@pointsman/simulator'

/** A back-test that could be one: a working day whose evening is not reproduced well. */
export function plausibleFidelity(strategy: string, named: boolean, value: number): Fidelity {
  const hours = Array.from({ length: 12 }, (_, place) => {
    const recorded = 9 + 7 * Math.abs(Math.sin(place)) + (place === 10 ? 40 : 0)
    const simulated = recorded * (place === 10 ? 0.6 : 1.07)
    return {
      from: place * 3600,
      to: (place + 1) * 3600,
      chats: 120 + 31 * place,
      recorded,
      simulated,
      ci95: [simulated - 2, simulated + 2] as const,
    }
  })
  return {
    strategy,
    named,
    value,
    least: 0.8,
    figures: [
      {
        name: 'waitMean',
        plain: 'mean wait',
        recorded: 13.956,
        simulated: 13.486,
        ci95: [12.38, 14.59],
        error: 0.0336,
        byChance: 0.0282,
      },
      { name: 'waitByHour', plain: 'waits by hour', error: 1 - value + 0.08, byChance: 0.08 },
      {
        name: 'abandonRate',
        plain: 'customers who left',
        recorded: 0.0072,
        simulated: 0.0051,
        ci95: [0.0013, 0.009],
        error: 0.04,
        byChance: 0.028,
      },
      {
        name: 'rejectRate',
        plain: 'invitations refused',
        recorded: 0.0486,
        simulated: 0,
        ci95: null,
        error: 1,
        byChance: 1,
      },
      { name: 'chatsByAgent', plain: 'chats by agent', error: 0.022, byChance: 0.0256 },
    ],
    hours,
    agents: [{ id: 'a', recorded: 12, simulated: 13, ci95: [9, 17] }],
  }
}
