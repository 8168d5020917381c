/** This tenant cannot show it, and why. */
export class NotTried extends Error {
  override readonly name = 'NotTried'
}
