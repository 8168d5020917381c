/** The module by which threads make strategies. What was built is what a thread can load, for tests too. */
export const strategyModule: string = new URL('../../dist/contender/load-strategy.js', import.meta.url).href
