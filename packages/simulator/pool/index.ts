export type { StrategyModule } from './strategy-module.ts'
export { threadsExecutor, type ThreadsOptions } from './threads-executor.ts'
