import { isKnownSecret } from '@pointsman/wire'

/** The header that offers a secret, and that echoes it. */
export const secretHeader = 'x-hook-secret'
/** The header that states a signature, and in the Assist-style challenge the secret itself. */
export const signatureHeader = 'x-hook-signature'
/** The header of the Assist-style challenge. */
export const challengeHeader = 'x-inbenta-challenge'

/** Whether a header's value can serve as a secret: 1 to 512 printable characters. */
export function isUsableSecret(value: string): boolean {
  return /^[\x21-\x7e]{1,512}$/.test(value)
}

/** What to answer to a challenge, or undefined where there is nothing to answer: printable, and not long. */
export function challengeAnswer(
  challenge: string | undefined,
  claim: string | undefined,
  secrets: readonly string[],
): string | undefined {
  if (challenge === undefined || !/^[\x20-\x7e]{1,1024}$/.test(challenge)) return undefined
  return isKnownSecret(claim, secrets) ? challenge : undefined
}
