/** A webhook: where it is, and for what it is called. */
export interface Target {
  readonly id: string
  readonly url: string
  readonly events: ReadonlySet<string>
  /** What its requests are signed with. */
  readonly secret: string
}
