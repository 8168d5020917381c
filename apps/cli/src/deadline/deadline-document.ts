import type { LatencyMs, Latencies } from '../reask/latencies.ts'
import { deadlineMs } from './deadline-ms.ts'
import { isUnheard, type DeadlineReport, type OverHttpReport } from './deadline-run.ts'
import { headroomOf, type Headroom } from './headroom.ts'
import type { InProcessSize } from './in-process.ts'
import type { Load } from './open-loop.ts'

/** `deadline/1`. */
export function deadlineDocument({ cutOff, inProcess, overHttp }: DeadlineReport): Readonly<Record<string, unknown>> {
  return {
    pointsman: 'deadline/1',
    deadlineMs,
    ...(cutOff ? { cutOff } : {}),
    ...(inProcess.length === 0
      ? {}
      : { inProcess: { sizes: inProcess.map(ofSize), headroom: Object.fromEntries(inProcessHeadroom(inProcess)) } }),
    ...(overHttp === undefined ? {} : { overHttp: ofHttp(overHttp) }),
  }
}

/** Where each strategy's p99.9, reading included, crosses the deadline. */
export function inProcessHeadroom(sizes: readonly InProcessSize[]): readonly (readonly [string, Headroom])[] {
  const names = sizes[0]?.strategies.map(({ name }) => name) ?? []
  return names.map((name, i) => {
    const points = sizes.flatMap(({ agents, strategies }) => {
      const ms = strategies[i]?.whole.quantiles()?.p999
      return ms === undefined ? [] : [{ at: agents, ms }]
    })
    return [name, headroomOf(points)]
  })
}

/** Where the webhook's p99.9 crosses the deadline, one request at a time. */
export function overHttpHeadroom({ faults, sizes }: OverHttpReport): Headroom {
  // That it is late with so many agents would be no finding.
  if (isUnheard(sizes)) return { kind: 'unknown', why: 'nothing was answered' }
  const lossy = (faults?.loss ?? 0) > 0
  const points = sizes.flatMap(({ agents, tally: { answers, latencies, missed } }) => {
    const ms = latencies.quantiles()?.p999
    // Where answers are missing, whatever quantile there is of the others is too good.
    if ((lossy ? answers.late : missed) > 0) return [{ at: agents, ms: Infinity }]
    return ms === undefined ? [] : [{ at: agents, ms }]
  })
  return headroomOf(points)
}

function ofSize({ agents, bytes, decode, requests, strategies }: InProcessSize): unknown {
  return {
    agents,
    bodyBytes: bytes,
    requests,
    decodeMs: ms(decode),
    strategies: Object.fromEntries(
      strategies.map(({ name, decide, whole, named, missed }) => [
        name,
        { decideMs: ms(decide), latencyMs: ms(whole), assigned: named, passed: requests - named, missed },
      ]),
    ),
  }
}

function ofHttp(report: OverHttpReport): unknown {
  const { faultCounts, faults, rates, sizes, trouble, url } = report
  return {
    url,
    ...(trouble === undefined ? {} : { trouble }),
    ...(faults === undefined ? {} : { faults, faultCounts }),
    sizes: sizes.map(({ agents, bytes, tally }) => ({
      agents,
      bodyBytes: bytes,
      requests: tally.requests,
      latencyMs: ms(tally.latencies),
      answers: tally.answers,
      missed: tally.missed,
    })),
    headroom: overHttpHeadroom(report),
    ...(rates === undefined
      ? {}
      : { rates: { agents: rates.agents, loads: rates.loads.map(ofLoad), headroom: rates.headroom } }),
  }
}

function ofLoad({ answeredPerSecond, held, lag, perSecond, tally }: Load): unknown {
  return {
    perSecond,
    requests: tally.requests,
    answeredPerSecond,
    latencyMs: ms(tally.latencies),
    senderLagMs: ms(lag),
    answers: tally.answers,
    missed: tally.missed,
    held,
  }
}

function ms(latencies: Latencies): LatencyMs | Readonly<Record<keyof LatencyMs, null>> {
  return latencies.quantiles() ?? { p50: null, p99: null, p999: null, max: null }
}
