import { confirm } from './confirm.ts'
import type { Answer } from './call-by-hand.ts'

/** Holds an answer to be a refusal with this status and an error object; answers it in words. */
export function confirmRefusal({ json, status }: Answer, expected: number): string {
  const { error } = (json ?? {}) as { readonly error?: { readonly code?: unknown; readonly message?: unknown } }
  const seen = `${status} ${JSON.stringify(json)?.slice(0, 120) ?? 'without JSON'}`
  confirm(status === expected, `expected ${expected}, got ${seen}`)
  confirm(error !== undefined && typeof error.message === 'string', `expected an error object, got ${seen}`)
  return `${status} ${JSON.stringify(error.message)}`
}
