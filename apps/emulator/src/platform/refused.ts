/** A request that the platform does not grant: the status and the words of its error object. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429

  constructor(status: Refused['status'], message: string) {
    super(message)
    this.status = status
  }
}
