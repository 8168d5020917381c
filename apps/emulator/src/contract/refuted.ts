/** The tenant shows that it is not so. */
export class Refuted extends Error {
  override readonly name = 'Refuted'
}
