import type { Told } from './told.ts'
import type { ToldWaits } from './told-waits.ts'

const leastChats = 300
/** Of the chats. */
const mostUntold = 0.05
/** Of the chats: where fewer waited, nothing shows that all slots were ever taken. */
const leastWaited = 0.02

/** Why events alone do not bear the question what another strategy would have done; empty: they do. */
export function toldBearing({ agents, chats }: Told, { first }: ToldWaits): readonly string[] {
  const because: string[] = []
  const attended = first.filter(({ end }) => end === 'attended').length
  if (agents.size < 2)
    because.push(`${agents.size === 0 ? 'no agent' : 'one agent'}: there is nobody to choose between`)
  if (attended < leastChats) {
    because.push(`${attended} chats were told to be with an agent: at least ${leastChats} are needed`)
  }
  const untold = [...chats.values()].filter(({ arrivalTold }) => !arrivalTold).length
  if (untold > mostUntold * chats.size) {
    because.push(
      `of ${untold} of ${chats.size} chats nothing tells when the customer asked for somebody: nor how long they waited`,
    )
    return because
  }
  const waited = first.filter(({ lo }) => lo > 1).length
  if (waited < leastWaited * first.length) {
    because.push(`${waited} of ${first.length} chats waited: nothing shows how many chats agents can have at once`)
  }
  return because
}
