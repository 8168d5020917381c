export { AssignDecoder } from './assign-decoder.ts'
export type { ByteTools } from './byte-tools.ts'
export { checkPayload } from './check-payload.ts'
export { decodeAssign } from './decode-assign.ts'
export { decodeFacts } from './decode-facts.ts'
export type { DecodeOptions, LevelsSource } from './decode-options.ts'
export { encodeAnswer, type Answer, type ReplyShape } from './encode-answer.ts'
export { encodeAgent, encodeAssign, encodeChat, type Envelope } from './encode-assign.ts'
export { challengeAnswer, challengeHeader, isUsableSecret, secretHeader, signatureHeader } from './handshake.ts'
export { webHmac, type Hmac } from './hmac.ts'
export { idOf } from './id-set.ts'
export { parsePayload } from './parse-payload.ts'
export { PayloadReader } from './payload-reader.ts'
export {
  isAssign,
  type AssignPayload,
  type Payload,
  type WireAgent,
  type WireChat,
  type WireId,
  type WireIds,
  type WireRestrictions,
  type WireTime,
} from './payload.ts'
export { readWhole, type ReadPayload, type ReadRoster } from './read-payload.ts'
export { parseSignature, sign, verifySignature, type SignatureEncoding, type Signed } from './signature.ts'
