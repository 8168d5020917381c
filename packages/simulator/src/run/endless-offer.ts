/** Time stands still: whoever refuses a chat at once is named for it again, for ever. Thrown by a run. */
export class EndlessOffer extends Error {
  /** `at`: the second of the run. */
  constructor(at: number) {
    super(
      `a chat is offered without end at second ${at}: whoever refuses it is named again at once; ` +
        `expected answers that take time, agents who accept now and then, or a strategy that does not name refusers`,
    )
    this.name = 'EndlessOffer'
  }
}
