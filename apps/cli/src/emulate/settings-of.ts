import type { Settings } from '@pointsman/emulator'
import { platformOf, type Scenario } from '@pointsman/simulator'

/** The emulator's settings for a scenario. Times keep their fractions, so that strategies see what the simulator's see. */
export function settingsOf({ platform }: Scenario, hold: boolean): Partial<Settings> {
  const { abandonWhileInvited, acceptance, invitationTimeout, maxAttempts, mode, retryInterval, waitingRoom } =
    platformOf(platform)
  return {
    abandonWhileInvited,
    acceptance,
    maxAttempts,
    mode,
    retryInterval,
    waitingRoom,
    interval: invitationTimeout,
    closeWhenAlone: true,
    wholeSeconds: false,
    hold,
  }
}
