/**
 * Erlang B: the chance that an arrival finds all servers busy where nobody waits (M/G/c/c). `offered` is the load in Erlangs,
 * λ/µ, at least 0; `servers` a whole number, at least 0. By the recursion B(c) = aB(c − 1) / (c + aB(c − 1)), which is exact
 * and does not overflow. Erlang 1917.
 */
export function erlangB(servers: number, offered: number): number {
  let blocked = 1
  for (let c = 1; c <= servers; c++) blocked = (offered * blocked) / (c + offered * blocked)
  return blocked
}
