import { serve, ServeError } from '@pointsman/webhook'
import { BadInput } from '../input/bad-input.ts'
import type { Surroundings } from '../surroundings.ts'

/** The options of `serve`. */
export interface ServeCommandOptions {
  readonly config?: string
  readonly port: number
  readonly host: string
}

/** Runs the webhook server until a signal ends it. */
export async function serveCommand(options: ServeCommandOptions, { env }: Surroundings): Promise<number> {
  try {
    const running = await serve({ ...options, environment: env })
    return await running.ended
  } catch (error) {
    if (error instanceof ServeError) throw new BadInput(error.message)
    throw error
  }
}
