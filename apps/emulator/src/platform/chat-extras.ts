/** What a chat may bring beside what its customer says. */
export interface ChatExtras {
  readonly id?: string | undefined
  readonly number?: number | undefined
  readonly priority?: number | undefined
  readonly needs?: ReadonlyMap<string, number> | undefined
  /** What was said before, by whom. */
  readonly history?: readonly { readonly sender: string; readonly message: string }[] | undefined
  /** False: whoever opens it says when an agent is asked for. */
  readonly settle?: boolean | undefined
}
