import { isIP } from 'node:net'

/** What a request says of where it comes from: its `Host`, `Origin` and `Sec-Fetch-Site`. */
export interface Provenance {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly site: string | undefined
}

/**
 * Whether a browser got here by an address, `localhost` or the name that is listened on. Another name may be anybody's, who has it lead
 * to this machine so that their page counts as ours and may read what it likes (DNS rebinding); an address is nobody's.
 */
export function isOwnHost(host: string | undefined, listening: string): boolean {
  const name = parsed(`http://${host ?? ''}/`)?.hostname
  if (name === undefined) return false
  return isIP(name.replace(/^\[|\]$/g, '')) > 0 || name === 'localhost' || name === listening.toLowerCase()
}

/**
 * Whether the page itself asks, or something that is no page. Browsers tell `Sec-Fetch-Site` only to addresses they trust,
 * as those of this machine, and `Origin` with every POST.
 */
export function isOwnPage({ host, origin, site }: Provenance): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return origin === undefined || (host !== undefined && parsed(origin)?.host === parsed(`http://${host}/`)?.host)
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}
