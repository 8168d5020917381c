import { describeValue } from '@pointsman/wire'

const longest = 200

/** What the platform says of a refusal: `{"error": {"code", "message"}}`, or whatever came instead, in one line. */
export function readError(text: string): { readonly reason: string; readonly code?: number | string } {
  const { error } = (parsed(text) ?? {}) as { readonly error?: unknown }
  if (typeof error !== 'object' || error === null) {
    return { reason: text.trim() === '' ? 'nothing said' : `no error object, but ${describeValue(oneLine(text))}` }
  }
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return {
    reason: typeof message === 'string' && message.trim() !== '' ? oneLine(message) : 'no message',
    ...(typeof code === 'number' || typeof code === 'string' ? { code } : {}),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest)} …`
}
