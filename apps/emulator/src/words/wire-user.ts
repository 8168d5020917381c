import type { User } from '../platform/user.ts'

/** A customer in the platform's words. */
export function wireUser({ chat, contact, externalId, extraInfo, id, name }: User): Readonly<Record<string, unknown>> {
  return {
    id,
    name,
    nickname: name,
    contact,
    externalId,
    extraInfo,
    chats: chat === undefined ? [] : [chat],
    providerId: '',
  }
}
