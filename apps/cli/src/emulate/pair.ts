import { setTimeout as sleep } from 'node:timers/promises'
import type { Emulator, WebhookTarget } from '@pointsman/emulator'

const againMs = 2000

/**
 * Offers a webhook its secret. One that cannot be reached is tried again until it can, in the background; one that refuses
 * the handshake is called all the same, as it may know the secret already. Answers what to tell people.
 */
export async function pair(
  { webhooks }: Emulator,
  target: WebhookTarget,
  options: { readonly known: boolean; readonly signal: AbortSignal; readonly tell: (line: string) => void },
): Promise<void> {
  const { known, signal, tell } = options
  const handshake = await webhooks.handshake(target)
  if (handshake === true) return tell(`webhook ${target.url}: paired`)
  if (handshake.startsWith('answered') && known) {
    return tell(`webhook ${target.url}: ${handshake} to the handshake; it is taken to know the secret`)
  }
  const later = !handshake.startsWith('answered') && !handshake.startsWith('did')
  tell(
    `webhook ${target.url}: ${handshake}; ` +
      (later ? 'it is tried again' : 'expected one in pairing mode, or its secret by --secret: its answers may fail'),
  )
  if (later) void again({ webhooks }, target, tell, signal)
}

async function again(
  { webhooks }: Pick<Emulator, 'webhooks'>,
  target: WebhookTarget,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const awake = await sleep(againMs, true, { signal, ref: false }).catch(() => false)
    if (!awake) return
    const handshake = await webhooks.handshake(target)
    if (handshake === true) return tell(`webhook ${target.url}: paired`)
    if (handshake.startsWith('answered')) return tell(`webhook ${target.url}: ${handshake} to the handshake`)
  }
}
