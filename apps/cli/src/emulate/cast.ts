import type { AgentChat, EmulatorObserver, EmulatorOptions } from '@pointsman/emulator'
import type { Outcome } from '@pointsman/simulator'

/** Who acts on an emulated platform, and what is counted of it. */
export interface Cast extends Required<Pick<EmulatorOptions, 'agents' | 'settings' | 'newRecord'>> {
  /** What the result is called by. */
  readonly name: string
  readonly profiles: EmulatorOptions['profiles']
  /** Whether the agents are all there at the start. */
  readonly online: boolean
  readonly observers: readonly EmulatorObserver[]
  /** How far it has come, from 0 to 1; 0 where there is no end. */
  readonly progress: () => number
  readonly offered: () => number
  begin(platform: AgentChat): void
  /** Resolves when it is over by itself. */
  readonly over: Promise<void>
  outcome(platform: AgentChat): Outcome
}
