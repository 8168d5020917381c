import { catalog } from '@pointsman/core'
import type { DecodeOptions } from '@pointsman/inbenta'
import { readRecording } from '@pointsman/recording'
import { BadInput } from '../input/bad-input.ts'
import { readConfig } from '../input/read-config.ts'
import { recordedNames, type Line } from '../reask/recorded-names.ts'
import { recordingInput, type RecordingInput } from '../input/recording-input.ts'
import { readable } from '../input/readable.ts'
import { chatInWords } from '../reask/chat-in-words.ts'
import { complaints } from '../input/complaints.ts'
import type { Contender } from '../contender/contender.ts'
import type { Difference } from '../reask/difference.ts'
import { findContenders } from '../contender/find-contenders.ts'
import type { Names } from '../reask/name-with.ts'
import { pageOf } from '../terminal/page.ts'
import { printable } from '../terminal/printable.ts'
import { Progress } from '../terminal/progress.ts'
import { differenceText, reaskDocument, type ReaskReport } from '../reask/reask-document.ts'
import { reaskInWords } from '../reask/reask-in-words.ts'
import { Reask, type Decided } from '../reask/reask.ts'
import { Spool } from '../input/spool.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `reask`. */
export interface ReaskCommandOptions {
  readonly strategies?: readonly string[]
  readonly policies: readonly string[]
  readonly json?: boolean
  readonly latency: boolean
  readonly strict?: boolean
  readonly seed: number
  readonly differences?: number
  /** The chat whose every decision is told, and with `explain` with its rankings. */
  readonly chat?: string
  readonly explain?: boolean
  readonly config?: string
}

/** Open loop: every recorded request asked again of every strategy. An interrupt ends the reading, and what is known is told. */
export async function reask(path: string, options: ReaskCommandOptions, surroundings: Surroundings): Promise<number> {
  if (options.explain === true && options.chat === undefined) {
    throw new BadInput('--explain: expected --chat ID beside it: the decisions on one chat are explained')
  }
  const config = await readConfig(options.config)
  const policies = [...options.policies, ...(config?.policies ?? [])]
  const where = { policies, seed: options.seed, warn: warn(surroundings) }
  const asked = options.strategies ?? catalog.map(({ policy }) => policy.name)
  const contenders = await findContenders(asked, where)
  const asRead = { ...options, decode: config?.decode ?? {} }
  return recordingInput(path, surroundings, (input) => replayed(input, contenders, asRead, surroundings))
}

type Options = ReaskCommandOptions & { readonly decode: DecodeOptions }

async function replayed(
  input: RecordingInput,
  contenders: readonly Contender[],
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const spool = new Spool()
  const shown: Difference[] = []
  const decided: Decided[] = []
  let written = 0
  const { chat, json } = options
  const replay = new Reask(contenders, {
    ...(options.latency ? { nanoseconds: surroundings.nanoseconds } : {}),
    differences: options.differences ?? (json ? Number.POSITIVE_INFINITY : 1),
    onDifference: (difference) => {
      if (json) spool.add(differenceText(difference, written++ === 0))
      else shown.push(difference)
    },
    ...(chat === undefined ? {} : { chat, onDecision: (one) => void decided.push(one) }),
  })
  try {
    const report = await read(input, options, replay, surroundings)
    await readable(input.path, report.summary)
    if (report.summary.lines === 0 && !report.cutOff) {
      throw new BadInput(`${input.path}: expected a recording, got no line`)
    }
    if (chat !== undefined && decided.length === 0) {
      throw new BadInput(`${input.path}: expected a request for the chat ${JSON.stringify(chat)}, got none`)
    }
    for (const line of complaints(report.summary)) {
      surroundings.stderr.write(`pointsman: ${printable(input.named(line))}\n`)
    }
    if (report.cutOff) {
      surroundings.stderr.write(`pointsman: interrupted; this is what the first ${replay.requests} requests say\n`)
    }
    const page = pageOf(surroundings)
    if (json) {
      const { head, tail } = reaskDocument(report, chat === undefined ? undefined : decided, options.explain === true)
      await write(surroundings.stdout, head)
      for (const piece of spool.pieces()) await write(surroundings.stdout, piece)
      await write(surroundings.stdout, tail)
      return 0
    }
    const told = chat === undefined ? shown : decided.map(({ question }) => question)
    const places = told.map(({ file, line }) => ({ file: input.pathOf(file), line }))
    const found = await recordedNames(places)
    const namesAt = ({ file, line }: Line): Names => found({ file: input.pathOf(file), line })
    const text =
      chat === undefined
        ? reaskInWords(report, shown, namesAt, page)
        : chatInWords(chat, decided, namesAt, options.explain === true, page)
    await write(surroundings.stdout, text)
    return 0
  } finally {
    spool.close()
  }
}

async function read(
  input: RecordingInput,
  { strict = false, latency, decode }: Options,
  replay: Reask,
  surroundings: Surroundings,
): Promise<ReaskReport> {
  const reader = readRecording(input.path, { strict, decode })
  const progress = new Progress(surroundings)
  let { cutOff } = input
  const release = surroundings.onInterrupt(() => (cutOff = true))
  try {
    for await (const batch of reader.batches()) {
      for (const recorded of batch) {
        if (recorded.kind === 'facts') replay.learn(recorded.facts)
        else replay.ask({ ...recorded, file: input.named(recorded.file) })
      }
      progress.reached(replay.requests, reader.progress)
      if (cutOff && !input.cutOff) break
    }
  } finally {
    release()
    progress.done()
  }
  return { reask: replay, summary: reader.summary, latency, cutOff }
}
