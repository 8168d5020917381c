import { defaultPlatform, type Platform } from '@pointsman/world'
import type { PlatformSettings } from '../scenario/scenario.ts'

/** The platform of a scenario, every field given. */
export interface FullPlatform extends Platform {
  readonly invitationTimeout: number
  /** Infinity: never. */
  readonly retryInterval: number
  readonly serviceLevelSeconds: number
  /** A chat is handed on so often at most. */
  readonly maxTransfers: number
}

/** Fills in the defaults. */
export function platformOf(settings: PlatformSettings = {}): FullPlatform {
  return {
    mode: settings.mode ?? defaultPlatform.mode,
    acceptance: settings.acceptance ?? 'invite',
    maxAttempts: settings.maxAttempts ?? defaultPlatform.maxAttempts,
    waitingRoom: settings.waitingRoom ?? defaultPlatform.waitingRoom,
    abandonWhileInvited: settings.abandonWhileInvited ?? defaultPlatform.abandonWhileInvited,
    invitationTimeout: settings.invitationTimeout ?? 30,
    retryInterval: settings.retryInterval ?? Infinity,
    serviceLevelSeconds: settings.serviceLevelSeconds ?? 20,
    maxTransfers: settings.maxTransfers ?? 5,
  }
}
