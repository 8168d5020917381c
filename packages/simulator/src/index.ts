export { Stream, type Sampler } from './chance/stream.ts'
export { sampler } from './chance/sampler.ts'
export type { Bound, Comparison, Difference, Pareto, Stopped } from './compare/comparison.ts'
export type { Profile } from './compare/profile.ts'
export { Kernel } from './kernel/kernel.ts'
export type { Observer } from './observe/observer.ts'
export { agentMetricNames, metricNames, type MetricName, type Metrics } from './result/metrics.ts'
export type { AgentOutcome, Counts, Measures, Outcome } from './result/outcome.ts'
export { result, type Estimate, type Result, type ResultHeader } from './result/result.ts'
export { EndlessOffer } from './run/endless-offer.ts'
export { replicate, replicateInSteps, type ReplicateOptions } from './run/replicate.ts'
export { Replication } from './run/replication.ts'
export type { ReplicationOptions } from './run/replication-options.ts'
export { batchesOf, simulate, type SimulateOptions } from './run/simulate.ts'
export type { Executor, Signal, Watch } from './study/executor.ts'
export type { Job } from './study/job.ts'
export type { Arrivals } from './scenario/arrivals.ts'
export { checkScenario } from './scenario/check-scenario.ts'
export type { Problem } from './scenario/problem.ts'
export type { Distribution } from './scenario/distribution.ts'
export type {
  AgentSettings,
  AnswerSettings,
  Extent,
  PlatformSettings,
  QueueSettings,
  Scenario,
} from './scenario/scenario.ts'
export { gini } from './statistics/gini.ts'
export { interval, type Interval } from './statistics/interval.ts'
export { jain } from './statistics/jain.ts'
export { quantile } from './statistics/quantile.ts'
export { studentT, upperTail } from './statistics/student-t.ts'
export { erlangA, type ErlangA } from './theory/erlang-a.ts'
export { erlangB } from './theory/erlang-b.ts'
export { erlangC, type ErlangC } from './theory/erlang-c.ts'
export { staffed, staffing, type StaffingAnswer, type StaffingQuestion } from './theory/staffing.ts'
