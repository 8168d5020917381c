import { erlangA } from './erlang-a.ts'
import { erlangC } from './erlang-c.ts'

/** A queue to be staffed; rates and times in one unit. */
export interface StaffingQuestion {
  /** Arrivals per unit of time; above 0. */
  readonly lambda: number
  /** Mean handle time; above 0. */
  readonly handle: number
  /** Mean patience; undefined: nobody abandons. */
  readonly patience?: number | undefined
  /** The share to be attended, from 0 to 1 … */
  readonly share: number
  /** … after a wait of at most this. */
  readonly within: number
  /** Most who may abandon, as a share; default no bound. */
  readonly abandoned?: number | undefined
}

/** What so many slots would give, by Erlang A, or by Erlang C where nobody abandons. */
export interface StaffingAnswer {
  /** Chats at once. */
  readonly slots: number
  readonly serviceLevel: number
  readonly waitMean: number
  readonly waited: number
  readonly abandoned: number
  readonly occupancy: number
}

/** What `slots` slots give; throws a RangeError where they are too few to be stable and nobody abandons. */
export function staffed(slots: number, question: StaffingQuestion): StaffingAnswer {
  const { lambda, handle, patience, within } = question
  const found =
    patience === undefined
      ? { ...erlangC(slots, lambda, 1 / handle), abandoned: 0 }
      : erlangA(slots, lambda, 1 / handle, 1 / patience)
  const { waitMean, waited, abandoned, occupancy } = found
  return { slots, serviceLevel: found.within(within), waitMean, waited, abandoned, occupancy }
}

/** The least number of slots that meets the target. More slots never serve worse, so the first that meets it is found by doubling and halving. */
export function staffing(question: StaffingQuestion): StaffingAnswer {
  const load = question.lambda * question.handle
  const least = question.patience === undefined ? Math.floor(load) + 1 : 1
  const meets = (slots: number): boolean => {
    const { serviceLevel, abandoned } = staffed(slots, question)
    return serviceLevel >= question.share && abandoned <= (question.abandoned ?? 1)
  }
  let high = Math.max(least, Math.ceil(load))
  while (!meets(high)) high = Math.ceil(high * 1.5) + 1
  let low = least
  while (low < high) {
    const middle = (low + high) >> 1
    if (meets(middle)) high = middle
    else low = middle + 1
  }
  return staffed(high, question)
}
