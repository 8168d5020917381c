/** The query parameter that bears the token; the dot is part of its name. */
export const tokenParameter = 'challenge.verifyToken'

/** What the health check is answered with. */
export const healthy = '{"status":"ok"}'

/** What an offload is answered with: whether somebody takes over, and whether the bot is to be silent from now on. */
export function offloadAnswer(taken: boolean): string {
  // What happens to a bot that is paused though nobody took over is not documented: it goes on talking instead.
  return JSON.stringify({ offloadSuccess: taken, pauseBot: taken })
}
