import type { ByteTools } from '@pointsman/inbenta'
import { isAscii } from 'node:buffer'

/** For buffers that are UTF-8. */
export const byteTools: ByteTools = {
  text: (bytes, from, to) => {
    const part = (bytes as Buffer).subarray(from, to)
    return part.toString(isAscii(part) ? 'latin1' : 'utf8')
  },
  same: (a, aFrom, b, bFrom, length) =>
    (a as Buffer).compare(b as Buffer, bFrom, bFrom + length, aFrom, aFrom + length) === 0,
}
