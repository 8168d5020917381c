import type { MetricName } from '@pointsman/simulator'

/** How a metric stands in a table of strategies. */
export interface Figure {
  readonly name: MetricName
  /** Two lines: what, and in which unit. */
  readonly heading: string
  /** What a value is multiplied by to be in that unit. */
  readonly times: number
  readonly digits: number
  /** Of its difference from the baseline: in the same unit, or per cent of the baseline. */
  readonly relative: boolean
  /** Columns that a terminal must have for it to be shown. */
  readonly from: number
}

/** In the order of the columns. */
export const figures: readonly Figure[] = [
  { name: 'waitMean', heading: 'wait\ns', times: 1, digits: 2, relative: true, from: 0 },
  { name: 'waitP50', heading: 'P50\ns', times: 1, digits: 1, relative: true, from: 160 },
  { name: 'waitP95', heading: 'P95\ns', times: 1, digits: 1, relative: true, from: 0 },
  { name: 'waitP99', heading: 'P99\ns', times: 1, digits: 1, relative: true, from: 160 },
  { name: 'serviceLevel', heading: 'in time\n%', times: 100, digits: 2, relative: false, from: 0 },
  { name: 'abandonRate', heading: 'aband.\n%', times: 100, digits: 2, relative: false, from: 0 },
  { name: 'lostRate', heading: 'lost\n%', times: 100, digits: 2, relative: false, from: 0 },
  { name: 'rejectRate', heading: 'refused\n%', times: 100, digits: 2, relative: false, from: 0 },
  { name: 'occupancyGini', heading: 'uneven\nGini', times: 1, digits: 3, relative: false, from: 0 },
  { name: 'occupancy', heading: 'occup.\n%', times: 100, digits: 1, relative: false, from: 160 },
]
