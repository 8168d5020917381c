export type { Clock, Timer } from './clock/clock.ts'
export { ManualClock } from './clock/manual-clock.ts'
export { phase } from './clock/phase.ts'
export { ScaledClock } from './clock/scaled-clock.ts'
export { startEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'
export { AgentChat, type AgentChatOptions, type ChatExtras } from './platform/agent-chat.ts'
export type { Answer, Answered, AnswerKind } from './platform/answer.ts'
export type { ChatTraits, EmulatedChat, Message } from './platform/emulated-chat.ts'
export type { Observer as EmulatorObserver } from './platform/observer.ts'
export { Refused } from './platform/refused.ts'
export { defaultSettings, type Settings } from './platform/settings.ts'
export type { User } from './platform/user.ts'
export type { Credentials } from './rest/credentials.ts'
export { threeAgents, threeProfiles } from './three-agents.ts'
export type { Answers } from './webhook/answer-counts.ts'
export type { DeliveryCounts } from './webhook/deliveries.ts'
export type { Target as WebhookTarget } from './webhook/target.ts'
export { triggers, usualTriggers } from './webhook/triggers.ts'
export type { Handshake, Webhooks } from './webhook/webhooks.ts'
export type { Profile } from './words/profile.ts'
export { FaultError } from './fault/fault-error.ts'
export type { Delay, Faults } from './fault/faults.ts'
export { parseFaults } from './fault/parse-faults.ts'
export {
  startFaultProxy,
  type FaultCounts,
  type FaultProxy,
  type FaultProxyOptions,
} from './fault/start-fault-proxy.ts'
