/** Something that is measured, and can be written as Prometheus text. */
export interface Metric {
  expose(): string
}
