import { isAscii } from 'node:buffer'
import type { ByteTools } from '@pointsman/inbenta'

const { compare } = Buffer.prototype

/** What Node lends for reading payloads: its own comparison of memory, and ASCII taken over as it stands. */
export const nodeBytes: ByteTools = {
  text(bytes, from, to) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)
    return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8')
  },
  same: (a, aFrom, b, bFrom, length) => compare.call(a, b, bFrom, bFrom + length, aFrom, aFrom + length) === 0,
}
