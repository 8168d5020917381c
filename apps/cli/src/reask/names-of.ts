import type { AgentId } from '@pointsman/core'
import type { AssignPayload } from '@pointsman/inbenta'
import { printable } from '../terminal/printable.ts'

/** What an agent is called. */
export interface Called {
  readonly name: string
  /** The screen name, where it is another one. */
  readonly alias?: string
}

/** What the agents of a payload are called, where it says. */
export function namesOf({ data }: AssignPayload): ReadonlyMap<AgentId, Called> {
  const names = new Map<AgentId, Called>()
  for (const { id, name, nickname } of data.agents) {
    const [full, alias] = [name, nickname].map(oneLine).filter((one) => one !== '')
    if (full !== undefined) names.set(String(id), alias === undefined ? { name: full } : { name: full, alias })
  }
  return names
}

function oneLine(text: unknown): string {
  return typeof text === 'string' ? printable(text).replaceAll(/ +/g, ' ').trim() : ''
}
