/** What a server-side program has: it may call every route. Never put it where customers can read it. */
export interface SecretCredentials {
  readonly appId: string
  readonly secret: string
}

/** What a browser may have: it opens six routes, and of the settings it sees queues and languages only. */
export interface DomainKeyCredentials {
  readonly appId: string
  readonly domainKey: string
}

/** The headers that say who calls. `x-hyper-key` is known from public code only (assumption EA1). */
export function credentialHeaders(
  credentials: SecretCredentials | DomainKeyCredentials,
): Readonly<Record<string, string>> {
  const app = { 'x-hyper-appId': credentials.appId }
  return 'secret' in credentials
    ? { ...app, 'x-hyper-secret': credentials.secret }
    : { ...app, 'x-hyper-key': credentials.domainKey }
}

/** Throws a `TypeError` in one line that names the credential and never shows it. */
export function checkCredentials(credentials: SecretCredentials | DomainKeyCredentials, needs: 'secret' | 'any'): void {
  const given = credentials as Partial<SecretCredentials & DomainKeyCredentials>
  if (needs === 'secret' && given.secret === undefined) {
    throw new TypeError('credentials.secret: expected the secret; a domain key opens six routes only: use DomainKeyApi')
  }
  for (const name of ['appId', 'secret', 'domainKey'] as const) {
    const value = given[name]
    if (value === undefined ? name === 'appId' : !isHeaderValue(value)) {
      throw new TypeError(`credentials.${name}: expected printable text without spaces`)
    }
  }
  if (given.secret === undefined && given.domainKey === undefined) {
    throw new TypeError('credentials: expected a secret or a domainKey')
  }
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)
}
