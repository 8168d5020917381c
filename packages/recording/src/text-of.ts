import { PayloadError } from '@pointsman/wire'
import { isAscii, isUtf8 } from 'node:buffer'

/** Bytes as text. Plain ASCII, which most lines are, needs no decoding. Throws a `PayloadError` where it is not UTF-8. */
export function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (isUtf8(bytes)) return bytes.toString('utf8')
  throw new PayloadError('', 'UTF-8', 'bytes that are not')
}
