/** One pool of slots whose invitations are answered after an exponential time, accepted or refused and offered again. */
export interface InvitationModel {
  readonly c: number
  readonly lam: number
  readonly mu: number
  readonly theta: number
  readonly alpha: number
  readonly reject: number
  /** Whether patience takes a chat while it is invited; if not, it does so when the invitation is refused. */
  readonly running: boolean
}

export interface InvitationAnswer {
  readonly abandoned: number
  readonly occupancy: number
  readonly wait: number
  readonly invitations: number
  readonly refusals: number
}

/**
 * Solves the Markov chain. A state is how many chats are invited with their patience still running (i), invited with it
 * ended (e), in service (s) and waiting (q); they wait only when i + e + s = c. By Gauss–Seidel sweeps over the balance
 * equations, the line cut where it is next to impossible.
 */
export function invitations(model: InvitationModel): InvitationAnswer {
  const { c, lam, mu, theta, alpha, reject, running } = model
  const longest = 150
  const places = new Map<number, number>()
  const states: (readonly [number, number, number, number])[] = []
  const key = (i: number, e: number, s: number, q: number): number => ((i * 16 + e) * 16 + s) * 256 + q
  const add = (i: number, e: number, s: number, q: number): void => {
    places.set(key(i, e, s, q), states.length)
    states.push([i, e, s, q])
  }
  for (let i = 0; i <= c; i++) {
    for (let e = 0; e <= (running ? 0 : c - i); e++) {
      for (let s = 0; i + e + s <= c; s++) {
        for (let q = 0; q <= (i + e + s === c ? longest : 0); q++) add(i, e, s, q)
      }
    }
  }
  const into: { from: number; rate: number }[][] = states.map(() => [])
  const out = new Float64Array(states.length)
  states.forEach(([i, e, s, q], from) => {
    const go = (rate: number, ...to: readonly [number, number, number, number]): void => {
      const place = places.get(key(...to))
      if (rate <= 0 || place === undefined) return
      out[from] = (out[from] as number) + rate
      into[place]?.push({ from, rate })
    }
    /** A slot came free: the first in line is invited to it. */
    const freed = (i: number, e: number, s: number) =>
      q > 0 ? ([i + 1, e, s, q - 1] as const) : ([i, e, s, q] as const)
    if (i + e + s < c) go(lam, i + 1, e, s, q)
    else go(lam, i, e, s, q + 1)
    go(s * mu, ...freed(i, e, s - 1))
    go(q * theta, i, e, s, q - 1)
    go(i * alpha * (1 - reject), i - 1, e, s + 1, q)
    if (running) go(i * theta, ...freed(i - 1, e, s))
    else {
      go(i * theta, i - 1, e + 1, s, q)
      go(e * alpha * (1 - reject), i, e - 1, s + 1, q)
      go(e * alpha * reject, ...freed(i, e - 1, s))
    }
  })
  const chance = new Float64Array(states.length).fill(1 / states.length)
  for (let sweep = 0, change = 1; sweep < 20_000 && change > 1e-13; sweep++) {
    change = 0
    for (let place = 0; place < states.length; place++) {
      const flow = (into[place] ?? []).reduce((sum, { from, rate }) => sum + (chance[from] as number) * rate, 0)
      const next = flow / (out[place] as number)
      change = Math.max(change, Math.abs(next - (chance[place] as number)))
      chance[place] = next
    }
    const total = chance.reduce((sum, one) => sum + one, 0)
    for (let place = 0; place < states.length; place++) chance[place] = (chance[place] as number) / total
  }
  const mean = (of: (state: readonly [number, number, number, number]) => number): number =>
    states.reduce((sum, state, place) => sum + of(state) * (chance[place] as number), 0)
  const invited = mean(([i, e]) => i + e)
  const serving = mean(([, , s]) => s)
  const waiting = mean(([, , , q]) => q)
  const first = lam * 1
  const refused = invited * alpha * reject
  const lost = running ? theta * (waiting + invited) : theta * waiting + alpha * reject * mean(([, e]) => e)
  const again = running ? refused : alpha * reject * mean(([i]) => i)
  const invitationsPerSecond = first - theta * waiting + again
  return {
    abandoned: lost / lam,
    occupancy: serving / c,
    wait: (waiting + invited) / lam,
    invitations: invitationsPerSecond / lam,
    refusals: refused / invitationsPerSecond,
  }
}
