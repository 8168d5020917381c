import type { Replay } from '../compare/replay.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Fidelity } from './fidelity.ts'

/** Why a replay of a recording bears no verdict; undefined where it does, and of what is no replay. */
export function whyNotTrusted(
  { origin }: Scenario,
  replay: Replay | undefined,
  fidelity: Fidelity | undefined,
): string | undefined {
  if (origin?.fit.bearable === false) {
    return `the recording does not bear the question what another strategy would have done: ${origin.fit.because.join('; ')}.`
  }
  if (replay === undefined) return undefined
  if (replay.own === undefined) {
    return `the recording was answered by ${replay.day.strategy ?? 'nobody who is named'}, which is not known here, so that nothing shows how far to trust the replay. Name its file with --policies.`
  }
  if (fidelity === undefined) return 'there is nothing in the recording to hold the replay against.'
  const { figures, least, named, strategy, value } = fidelity
  if (value >= least) return undefined
  const worst = figures.reduce((one, other) => (other.error - other.byChance > one.error - one.byChance ? other : one))
  return (
    `played again under ${strategy}, the recording comes out with a fidelity of ${value.toFixed(2)}, and less than ${least} is too little to ` +
    `tell strategies apart: ${worst.plain} ${figuresInWords(worst)}.` +
    (named
      ? ''
      : ` The recording does not say which strategy answered; it was taken to be ${strategy} (--baseline names another).`)
  )
}

function figuresInWords({ byChance, error, recorded, simulated }: Fidelity['figures'][number]): string {
  const off = `off by ${(100 * error).toFixed(0)} %, where chance alone explains ${(100 * byChance).toFixed(0)} %`
  if (recorded === undefined || simulated === undefined) return off
  return `${Number(simulated.toPrecision(3))} against ${Number(recorded.toPrecision(3))} recorded, ${off}`
}
