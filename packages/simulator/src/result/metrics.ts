/** Every metric of a result, in the order of the document. NaN where there was nothing to measure. */
export const metricNames = [
  'waitMean',
  'waitMeanAttended',
  'waitP50',
  'waitP90',
  'waitP95',
  'waitP99',
  'waited',
  'serviceLevel',
  'abandonRate',
  'lostRate',
  'invitationsPerChat',
  'rejectRate',
  'expireRate',
  'handleMean',
  'occupancy',
  'occupancyGini',
  'chatShareJain',
  'sojournMean',
] as const

export type MetricName = (typeof metricNames)[number]

/** The metrics that a queue has none of its own of: agents are shared. */
export const agentMetricNames: readonly MetricName[] = ['occupancy', 'occupancyGini']

export type Metrics = Readonly<Record<MetricName, number>> & {
  /** Transfers per chat offered; only where the scenario has transfers. */
  readonly transferRate?: number | undefined
}
