import { sameBytes } from './same-bytes.ts'

/** Whether the value is one of the secrets; the time taken says nothing of how much of one it matches. */
export function isKnownSecret(value: string | undefined, secrets: readonly string[]): boolean {
  if (value === undefined) return false
  const encoder = new TextEncoder()
  const bytes = encoder.encode(value)
  let known = false
  for (const secret of secrets) if (sameBytes(encoder.encode(secret), bytes)) known = true
  return known
}
