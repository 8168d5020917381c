import type { RecordedDay, Replay } from '@pointsman/simulator'
import type { Contender } from '../contender/contender.ts'
import { findContenders, type Where } from '../contender/find-contenders.ts'
import { BadInput } from '../input/bad-input.ts'

/** Who is compared, and with whom. */
export interface LineUp {
  readonly contenders: readonly Contender[]
  /** How they were asked for. */
  readonly references: readonly string[]
  readonly baseline: string
  readonly replay?: Replay
}

/** What the platform does where nobody says otherwise. */
const platformsOwn = 'most-free-capacity'

/**
 * Over a recording the strategy that answered then takes part, so that it can be held against what was recorded, and is the
 * baseline if no other is named; where the recording does not say, it is taken to have been the baseline, the platform's own
 * if none is named.
 */
export async function lineUp(
  asked: { readonly strategies: readonly string[]; readonly baseline: string | undefined },
  where: Where,
  day: RecordedDay | undefined,
): Promise<LineUp> {
  const { baseline, strategies } = asked
  const named = await findContenders(strategies, where)
  const answered = day?.strategy
  const usual = day === undefined ? undefined : (answered ?? baseline ?? platformsOwn)
  const has = (name: string): boolean => named.some((one) => one.name === name)
  const [more] = usual === undefined || has(usual) ? [] : await findIfAny(usual, where)
  const contenders = more === undefined ? named : [more, ...named]
  const found = {
    contenders,
    references: more === undefined || usual === undefined ? strategies : [usual, ...strategies],
    baseline: baselineOf(contenders, baseline ?? (contenders.some(({ name }) => name === usual) ? usual : undefined)),
  }
  if (day === undefined) return found
  const own = answered ?? found.baseline
  return { ...found, replay: { day, own: contenders.some(({ name }) => name === own) ? own : undefined } }
}

/** A recording may name what is not known here. */
async function findIfAny(name: string, where: Where): Promise<readonly Contender[]> {
  try {
    return await findContenders([name], where)
  } catch (error) {
    if (error instanceof BadInput) return []
    throw error
  }
}

function baselineOf(contenders: readonly Contender[], asked: string | undefined): string {
  const names = contenders.map(({ name }) => name)
  const [first] = names
  if (first === undefined || names.length < 2) {
    throw new BadInput(`--strategies: expected two or more, got ${names.join(', ')}`)
  }
  if (asked === undefined) return first
  if (names.includes(asked)) return asked
  throw new BadInput(`--baseline: expected one of ${names.join(', ')}, got ${JSON.stringify(asked)}`)
}
