import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { soakPlugin } from './plugin.ts'

/** What requests are signed with. */
export const secret = 'the-secret-of-the-soak'
/** Milliseconds that the server has for an answer. */
export const budgetMs = 3500

/** Writes a server's configuration, and the plug-in that answers in it, into a folder; answers the file. */
export async function configure(folder: string, config: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const file = join(folder, 'pointsman.json')
  await writeFile(join(folder, 'soaked.mjs'), soakPlugin)
  await writeFile(
    file,
    JSON.stringify({
      strategy: 'soaked',
      fallback: ['most-free-capacity'],
      shadow: ['round-robin'],
      plugins: ['./soaked.mjs'],
      inbenta: { secrets: [secret] },
      admin: { token: 'soak' },
      budgetMs,
      ...config,
    }),
  )
  return file
}
