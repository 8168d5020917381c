import type { Hmac } from '@pointsman/inbenta'
import type { Context } from 'hono'
import { arrivalOf } from './arrival.ts'
import type { BodyLimits, NoBody } from './body-limits.ts'
import { hex } from './hex.ts'
import { noBody } from './no-body.ts'
import { outgrown } from './outgrown.ts'
import type { Refusal } from './refusal.ts'

/** What reading a body as text needs. */
export interface TextReading extends BodyLimits {
  readonly hmac: Hmac
  readonly decode: (bytes: Uint8Array) => string
}

/** A body as text, and what tells it from any other. */
export interface BodyText {
  readonly text: string
  readonly id: string
}

/** Reads the body of a request that nothing signs. */
export async function readText(c: Context, reading: TextReading): Promise<BodyText | Refusal> {
  const bytes = await new Promise<Uint8Array | NoBody>((take) => arrivalOf(c).body(reading, take))
  if (typeof bytes === 'string') return noBody[bytes]
  const beyond = outgrown(bytes)
  if (beyond !== undefined) return { status: 400, reason: 'malformed', message: beyond }
  return { text: reading.decode(bytes), id: hex(await reading.hmac(c.req.path, bytes)) }
}
