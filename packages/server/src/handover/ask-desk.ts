import type { Decision, Request } from '@pointsman/core'
import { encodeAssign, readWhole } from '@pointsman/inbenta'
import type { Clock } from '../clock.ts'
import type { Desk } from '../desk.ts'

/**
 * Puts a question of our own to the desk as if a platform had posted it: the same deadline, reservations, shadows,
 * journal and console, and what is journalled can be asked again like anything else.
 */
export function askDesk(desk: Desk, clock: Clock): (request: Request) => Promise<Decision> {
  return (request) => {
    const payload = encodeAssign(request, { appId: 'pointsman' })
    const bytes = new TextEncoder().encode(JSON.stringify(payload))
    return Promise.resolve(
      desk.answer({ read: readWhole(payload, bytes), request, id: request.id, began: clock.elapsed() }),
    )
  }
}
