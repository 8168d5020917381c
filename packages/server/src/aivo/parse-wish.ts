import { describeValue, Fields, parseJson, PayloadError } from '@pointsman/wire'
import type { Wish } from './queue-desk.ts'

/**
 * Reads what a bot of somebody's own posts to have a conversation queued: `groups`, `user`, and an `id` of the wish where it may be
 * posted again. Throws a `PayloadError`.
 */
export function parseWish(text: string, atMs: number, anyId: () => string): Wish {
  const root = new Fields(parseJson(text), '')
  const groups = root.list('groups').map((group, place) => {
    if (Number.isSafeInteger(group)) return group as number
    throw new PayloadError(`groups[${place}]`, 'the id of a group (a whole number)', describeValue(group))
  })
  if (groups.length === 0) throw new PayloadError('groups', 'a list of at least one group', 'none')
  const user = root.fields('user')
  const hash = user.text('hash')
  if (!/^[a-z0-9]+$/i.test(hash)) throw new PayloadError('user.hash', 'letters and digits', describeValue(hash))
  const id = root.optionalId('id')
  return {
    id: `posted:${id === '' ? anyId() : id}`,
    hash,
    groups,
    atMs,
    user: {
      firstname: user.text('firstname'),
      lastname: user.optionalText('lastname'),
      email: user.optionalText('email'),
      phone: user.optionalText('phone'),
    },
  }
}
