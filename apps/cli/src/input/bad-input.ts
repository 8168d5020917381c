/** What was asked cannot be done as it was asked: one line that says where, what was expected, and what came. Exit code 2. */
export class BadInput extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BadInput'
  }
}
