import type { Context } from 'hono'
import type { Journal } from '../record/journal.ts'
import type { Recent } from '../record/recent.ts'

/**
 * The recorded decisions for a chat, newest last: those in memory, and before them what the journal finds; where that could
 * not be looked through to its beginning it is said.
 */
export async function decisions(c: Context, recent: Recent, journal: Journal | undefined): Promise<Response> {
  const chat = c.req.param('chatId') ?? ''
  const late = recent.of(chat)
  const early = await journal?.find(chat, recent.since)
  const lines = [...(early?.lines ?? []), ...late]
  const cut = early?.incomplete === true ? ',"incomplete":true' : ''
  return new Response(`{"chat":${JSON.stringify(chat)},"decisions":[${lines.join(',')}]${cut}}`, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
