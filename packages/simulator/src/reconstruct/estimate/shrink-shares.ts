import { logGamma } from '../../statistics/log-gamma.ts'

/** Shares, and how surely they are known: the variance of a share p is p (1 − p) times the three together. */
export interface ShrunkShares {
  readonly shares: readonly number[]
  /** What is open of this row alone. */
  readonly own: number
  /** What is open of its group, so of each in it alike. */
  readonly ofGroup: number
  /** What is open of all alike. */
  readonly ofAll: number
}

type Counts = readonly number[]

/**
 * Empirical Bayes for counts of what came of things, on two levels: a row's shares ~ Dirichlet(within × those of its group), and
 * a group's ~ Dirichlet(between × those of all). So each is (counts + strength × what it is drawn towards) / (total + strength).
 * Both strengths are the likeliest ones under the Dirichlet-multinomial (Mosimann 1962), by golden section on their logarithm,
 * given that what rows are drawn towards was estimated from them (Cox and Reid 1987): else few seem more alike than they are.
 * A group counts by what its rows tell of it, n × within / (n + within) each, not by their number of counts: one row of many
 * does not speak for the group. Where groups have fewer than two rows in the mean, nothing tells how alike their rows are: then
 * there is one.
 */
export function shrinkShares(rows: readonly Counts[], groups: readonly unknown[]): readonly ShrunkShares[] {
  const names = [...new Set(groups)]
  const few = rows.length < 2 * names.length
  const places = groups.map((group) => (few ? 0 : names.indexOf(group)))
  const members = names.slice(0, few ? 1 : names.length).map((_, place) => rows.filter((_, i) => places[i] === place))
  const all = pooled(rows)
  const dimensions = all.filter((share) => share > 0).length - 1
  if (dimensions < 0) return rows.map(() => ({ shares: all.map(() => 1 / all.length), own: 1, ofGroup: 0, ofAll: 0 }))
  let [within, between] = [weakest, strongest]
  let centres: readonly Counts[] = members.map((group) => (total(summed(group)) === 0 ? all : pooled(group)))
  let towards: Counts = all
  let told: readonly Counts[] = []
  for (let round = 0; round < rounds; round++) {
    const other = members.length > 1 ? between : 0
    within = likeliest((strength) => {
      const open = members.reduce((sum, group) => sum + Math.log(total(tellingOf(group, strength)) + other), 0)
      const likelihood = rows.reduce(
        (sum, row, i) => sum + logOf(row, centres[places[i] as number] as Counts, strength),
        0,
      )
      return likelihood - (dimensions / 2) * open
    })
    told = members.map((group) => tellingOf(group, within))
    towards = pooled([tellingOf(told, between)])
    if (told.length > 1) {
      between = likeliest((strength) => {
        const likelihood = told.reduce((sum, row) => sum + logOf(row, towards, strength), 0)
        return likelihood - (dimensions / 2) * Math.log(total(tellingOf(told, strength)))
      })
    }
    centres = told.map((row) => drawn(row, towards, between))
  }
  const open = 1 / total(tellingOf(told, between))
  return rows.map((row, i) => {
    const group = places[i] as number
    const up = within / (total(row) + within)
    const further = between / (total(told[group] as Counts) + between)
    return {
      shares: drawn(row, centres[group] as Counts, within),
      own: up / within,
      ofGroup: up ** 2 * (further / between),
      ofAll: up ** 2 * further ** 2 * open,
    }
  })
}

const weakest = 0.5
const strongest = 1e6
const rounds = 5

function drawn(row: Counts, centre: Counts, strength: number): Counts {
  const all = total(row) + strength
  return row.map((count, k) => (count + strength * (centre[k] as number)) / all)
}

/** What rows tell of the shares that they are drawn towards with this strength: as many counts of those. */
function tellingOf(rows: readonly Counts[], strength: number): Counts {
  return summed(rows.map((row) => row.map((count) => (count * strength) / (total(row) + strength))))
}

/** ln of the Dirichlet-multinomial, but for a constant. */
function logOf(row: Counts, centre: Counts, strength: number): number {
  let sum = logGamma(strength) - logGamma(total(row) + strength)
  row.forEach((count, k) => {
    const prior = strength * (centre[k] as number)
    if (count > 0) sum += logGamma(count + prior) - logGamma(prior)
  })
  return sum
}

function likeliest(valueOf: (strength: number) => number): number {
  const value = (log: number): number => valueOf(Math.exp(log))
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(weakest), Math.log(strongest)]
  for (let i = 0; i < 40; i++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (value(left) >= value(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function pooled(rows: readonly Counts[]): Counts {
  const sums = summed(rows)
  const all = total(sums)
  return sums.map((sum) => (all === 0 ? 0 : sum / all))
}

function summed(rows: readonly Counts[]): Counts {
  return (rows[0] ?? []).map((_, k) => rows.reduce((sum, row) => sum + (row[k] as number), 0))
}

function total(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
