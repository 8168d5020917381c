import type { ColumnRole } from './column-roles.ts'
import type { HistoryChat } from './history-chat.ts'
import { instantExpected, instantOf } from './instant-of.ts'
import { outcomeOf, outcomesExpected } from './outcome-words.ts'

/** A row's value under a role, trimmed; `''` where there is none. */
export type Cell = (role: ColumnRole) => string

/** Says that the value under a role is not what was expected; throws. */
export type Objection = (role: ColumnRole, expected: string) => never

const day = 86_400

/** The chat that a row tells of. Times by the clock that are before the arrival are of the day after. */
export function chatOfRow(cell: Cell, has: (role: ColumnRole) => boolean, id: string, object: Objection): HistoryChat {
  const date = has('date') ? cell('date') : undefined
  const instant = (role: ColumnRole, since?: number): number => {
    const at = instantOf(cell(role), date)
    if (at === undefined) return object(role, instantExpected)
    if (since === undefined || at >= since) return at
    const byClock = date !== undefined && instantOf(cell(role)) === undefined
    return byClock ? at + day : object(role, 'a time that is not before the one that it follows')
  }
  const arrivedAt = instant('arrived')
  const agent = cell('agent')
  const word = cell('outcome')
  const said = word === '' ? undefined : (outcomeOf(word) ?? object('outcome', outcomesExpected))
  const answered = has('attended') ? cell('attended') !== '' : agent !== ''
  const attended = said === undefined ? answered : said === 'attended'
  if (attended && agent === '') return object('agent', 'who attended the chat')
  if (attended && has('attended') && cell('attended') === '') return object('attended', instantExpected)
  const at = has('attended') && attended ? instant('attended', arrivedAt) : arrivedAt
  // Of a chat that nobody attended the end is all that tells of patience.
  const endedAt = attended && cell('ended') === '' ? undefined : instant('ended', at)
  return {
    id: cell('chat') === '' ? id : cell('chat'),
    queue: cell('queue'),
    language: cell('language').toLowerCase(),
    customer: cell('customer'),
    arrivedAt,
    attended: attended ? { agent, at } : undefined,
    endedAt,
  }
}
