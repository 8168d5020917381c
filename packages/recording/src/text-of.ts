import { PayloadError } from '@pointsman/wire'
import { isAscii, isUtf8 } from 'node:buffer'

/** Bytes as text. Plain ASCII, which most lines are, needs no decoding. Throws a `PayloadError` where it is not UTF-8. */
export function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1')
  checkUtf8(bytes)
  return bytes.toString('utf8')
}

/** Throws a `PayloadError` where the bytes are not UTF-8. */
export function checkUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new PayloadError('', 'UTF-8', 'bytes that are not')
}
