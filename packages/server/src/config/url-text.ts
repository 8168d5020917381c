import { z } from 'zod'

/** An address that requests can be made to. */
export const urlText: z.ZodType<string> = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), { message: 'expected http:// or https://' })
  // They would be refused each time, in words that show them.
  .refine((text) => !URL.canParse(text) || `${new URL(text).username}${new URL(text).password}` === '', {
    message: 'expected a URL without a name and a password in it',
  })
