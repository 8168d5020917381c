/** How much of the allowance is used, as the answer's headers say; what they do not say is absent. */
export interface Quota {
  /** Per cent of the quota that is used. */
  readonly usage?: number
  /** When the quota begins anew: a timestamp as it came. */
  readonly reset?: number
  /** Per cent of the throttle that is used. */
  readonly throttleUsage?: number
  readonly throttleReset?: number
}

const headerOf = {
  usage: 'x-quota-usage',
  reset: 'x-quota-reset',
  throttleUsage: 'x-throttle-usage',
  throttleReset: 'x-throttle-reset',
} as const

/** Reads the quota headers; undefined where the answer has none. */
export function readQuota(headers: Headers): Quota | undefined {
  const found = Object.entries(headerOf).flatMap(([name, header]) => {
    const text = headers.get(header)
    const value = Number(text)
    return text === null || text.trim() === '' || !Number.isFinite(value) ? [] : [[name, value] as const]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
