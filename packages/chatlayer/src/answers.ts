/** The query parameter that bears the token; the dot is part of its name. */
export const tokenParameter = 'challenge.verifyToken'

/** What the health check is answered with. */
export const healthy = '{"status":"ok"}'

/**
 * What an offload is answered with: whether somebody takes over, whether the bot is to be silent from now on, and who it
 * is, where that is known at once (beyond what is documented).
 */
export function offloadAnswer(taken: boolean, agent?: string): string {
  // What becomes of a bot that is paused though nobody took over is not documented: it goes on talking instead.
  return JSON.stringify({ offloadSuccess: taken, pauseBot: taken, ...(agent === undefined ? {} : { agent }) })
}
