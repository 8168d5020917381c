import type { Emulator } from '@pointsman/emulator'

/** What is told at the start: where it is, and what was made up. */
export function openingLines(
  { credentials, url }: Emulator,
  { hold, secret, speed }: { readonly hold: boolean; readonly secret: string | undefined; readonly speed: number },
): readonly string[] {
  return [
    `Agent Chat, emulated`,
    `control page     ${url}/`,
    `REST API         ${url}/v1`,
    `x-hyper-appId    ${credentials.appId}`,
    `x-hyper-secret   ${credentials.secret}`,
    `x-hyper-key      ${credentials.domainKey}`,
    ...(secret === undefined ? [] : [`webhook secret   ${secret}`]),
    `speed            ${speed}${hold ? ', standing still while an answer is awaited' : ''}`,
  ]
}
