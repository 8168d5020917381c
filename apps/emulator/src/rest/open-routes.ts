/** What a domain key may call, as documented. */
export function isOpenRoute(method: string, path: string): boolean {
  return openRoutes.some(([verb, pattern]) => verb === method && pattern.test(path))
}

const openRoutes: readonly (readonly [string, RegExp])[] = [
  ['GET', /^\/v1\/agents\/available$/],
  ['GET', /^\/v1\/agents\/online$/],
  ['POST', /^\/v1\/agents\/login$/],
  ['GET', /^\/v1\/apps\/[^/]+\/validate$/],
  ['GET', /^\/v1\/settings$/],
  ['POST', /^\/v1\/users$/],
]
