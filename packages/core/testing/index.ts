export * from './checking.ts'
export { strategyLaws, type StrategyLawsOptions } from './strategy-laws.ts'
