import { setTimeout as sleep } from 'node:timers/promises'
import type { Emulator, WebhookTarget } from '@pointsman/emulator'

/**
 * Offers a webhook its secret. One that cannot be reached is tried again until it can, in the background; one that refuses
 * the handshake is called all the same, as it may know the secret already. Answers what to tell people.
 */
export async function pair(
  { webhooks }: Pick<Emulator, 'webhooks'>,
  target: WebhookTarget,
  options: {
    readonly known: boolean
    readonly signal: AbortSignal
    readonly tell: (line: string) => void
    /** Milliseconds until one that could not be reached is tried again; default 2000. */
    readonly againMs?: number
  },
): Promise<void> {
  const { known, tell } = options
  const handshake = await webhooks.handshake(target)
  if (handshake === true) return tell(`webhook ${target.url}: paired`)
  if (isRefusal(handshake)) return tell(`webhook ${target.url}: ${refused(handshake, known)}`)
  const later = !handshake.startsWith('did')
  tell(`webhook ${target.url}: ${handshake}; ${later ? 'it is tried again' : expected}`)
  if (later) void again({ webhooks }, target, options)
}

async function again(
  { webhooks }: Pick<Emulator, 'webhooks'>,
  target: WebhookTarget,
  { againMs = 2000, known, signal, tell }: Parameters<typeof pair>[2],
): Promise<void> {
  for (;;) {
    const awake = await sleep(againMs, true, { signal, ref: false }).catch(() => false)
    if (!awake) return
    const handshake = await webhooks.handshake(target)
    if (handshake === true) return tell(`webhook ${target.url}: paired`)
    if (isRefusal(handshake)) return tell(`webhook ${target.url}: ${refused(handshake, known)}`)
  }
}

const expected = 'expected one in pairing mode, or its secret by --secret: its answers may fail'

function isRefusal(handshake: string): boolean {
  return handshake.startsWith('answered')
}

/** What a refusal means, whether it comes at once or when the webhook was started at last. */
function refused(handshake: string, known: boolean): string {
  return known ? `${handshake} to the handshake; it is taken to know the secret` : `${handshake}; ${expected}`
}
