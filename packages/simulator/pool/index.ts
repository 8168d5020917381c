export { runReplications, type RunOptions, type StrategyLoader, type StrategyModule } from './run-replications.ts'
