import type { Context } from 'hono'
import { parseJson, PayloadError } from '@pointsman/wire'
import type { z } from 'zod'
import { Refused } from '../platform/refused.ts'
import { isTooDeep } from './is-too-deep.ts'

/** The body of a request, checked; none is an empty object. Throws Refused with the first thing that is wrong. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text()
  if (isTooDeep(text)) throw new Refused(400, 'body: expected less nesting')
  let value: unknown
  try {
    value = text.trim() === '' ? {} : parseJson(text)
  } catch (error) {
    throw new Refused(400, error instanceof PayloadError ? error.message : 'expected JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refused(
    400,
    issue === undefined ? 'expected another body' : `${issue.path.join('.') || 'body'}: ${issue.message}`,
  )
}
