/**
 * How the bot is made to be silent and to speak again. That the actions can do it is documented; with which body is not:
 * this is a guess, kept here alone, and configuration can put another in its place.
 */
export const assumedBotSwitch: BotSwitch = {
  pause: { setBotPaused: true },
  resume: { setBotPaused: false },
}

/** The two bodies. */
export interface BotSwitch {
  readonly pause: object
  readonly resume: object
}
