import { metricTable } from './metric-table.ts'
import type { Metric } from './metric.ts'

/** The metric of this name; one that the table does not know is shown by its name. */
export function metricNamed(name: string): Metric {
  const known = metricTable.find((entry) => entry.name === name)
  return known ?? { name, label: name, short: name, unit: 'number', wants: null, meaning: name }
}
