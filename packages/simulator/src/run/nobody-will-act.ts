import type { Aftermath } from './aftermath.ts'
import { day } from './shift-edge.ts'

/**
 * So long without a chat attended, over or invited, with nothing under way that could change it, after the last arrival and
 * every agent's first shift: those who still wait are left.
 */
const patienceOfTheRun = 2 * day

/** So many invitations one after another that came to nothing, and further ones are no sign that one will. */
const mostFruitless = 10_000

/** What there is to hope for. */
export type Prospects = Pick<Aftermath, 'active' | 'fruitless' | 'impatient' | 'invitedAt' | 'pending' | 'progressAt'>

/** Whether the chats that are left would be left for ever. `completeAt`: all have arrived, all shifts have begun. */
export function nobodyWillAct(aftermath: Prospects, completeAt: number, at: number): boolean {
  const { active, fruitless, impatient, invitedAt, pending, progressAt } = aftermath
  if (active > 0 || impatient > 0) return false
  const hopeful = fruitless < mostFruitless
  if (hopeful && pending > 0) return false
  return at > Math.max(progressAt, completeAt, hopeful ? invitedAt : 0) + patienceOfTheRun
}
