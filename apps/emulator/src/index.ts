export { FaultError } from './fault/fault-error.ts'
export type { Delay, Faults } from './fault/faults.ts'
export { parseFaults } from './fault/parse-faults.ts'
export {
  startFaultProxy,
  type FaultCounts,
  type FaultProxy,
  type FaultProxyOptions,
} from './fault/start-fault-proxy.ts'
