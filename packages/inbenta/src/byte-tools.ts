/** What a runtime lends for reading payloads as bytes, where it is quicker at it than the language. */
export interface ByteTools {
  /** These bytes as text; what is not UTF-8 is replaced. */
  text(bytes: Uint8Array, from: number, to: number): string
  /** Whether so many bytes from these places on are the same. */
  same(a: Uint8Array, aFrom: number, b: Uint8Array, bFrom: number, length: number): boolean
}
