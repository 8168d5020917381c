import { basename } from 'node:path'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { checkScenario, type Scenario } from '@pointsman/simulator'
import { BadInput } from '../input/bad-input.ts'
import { complaints } from '../input/complaints.ts'
import { readConfig } from '../input/read-config.ts'
import { readable } from '../input/readable.ts'
import { recordingInput, type RecordingInput } from '../input/recording-input.ts'
import { parseColumnRoles, type ColumnRoles } from '../reconstruct/history/column-roles.ts'
import { historyScenario } from '../reconstruct/history/history-scenario.ts'
import { readHistory } from '../reconstruct/history/read-history.ts'
import { reconstructionInWords } from '../reconstruct/reconstruction-in-words.ts'
import { readReconstruction } from '../reconstruct/read-reconstruction.ts'
import { scenarioText } from '../reconstruct/scenario-text.ts'
import type { Surroundings } from '../surroundings.ts'
import { pageOf } from '../terminal/page.ts'
import { printable } from '../terminal/printable.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `reconstruct`. */
export interface ReconstructOptions {
  /** Where the scenario goes. */
  readonly output?: string
  readonly name?: string
  readonly config?: string
  readonly strict?: boolean
  readonly json?: boolean
  /** The path is a history, and these of its columns say what: `arrived=Created,agent=Agent,…`. */
  readonly columns?: string
}

/** The scenario that a recording implies, with what was observed, what was inferred, and how surely. */
export async function reconstruct(
  path: string,
  options: ReconstructOptions,
  surroundings: Surroundings,
): Promise<number> {
  const columns = options.columns === undefined ? undefined : parseColumnRoles(options.columns)
  const config = await readConfig(options.config)
  return recordingInput(path, surroundings, (input) =>
    columns === undefined
      ? reconstructed(input, path, { ...options, decode: config?.decode ?? {} }, surroundings)
      : imported(input, path, columns, options, surroundings),
  )
}

async function reconstructed(
  input: RecordingInput,
  path: string,
  options: ReconstructOptions & { readonly decode: Parameters<typeof readReconstruction>[1]['decode'] & {} },
  surroundings: Surroundings,
): Promise<number> {
  const name = nameOf(path, options)
  const { found, summary, cutOff } = await readReconstruction(input, { ...options, name }, surroundings)
  await readable(input.path, summary)
  const { scenario } = found
  if (scenario === undefined) {
    throw new BadInput(
      `${path}: expected requests for agents, with agents listed, or events that say who had which chat; got ${summary.requests} requests`,
    )
  }
  for (const line of complaints(summary)) surroundings.stderr.write(`pointsman: ${printable(input.named(line))}\n`)
  if (cutOff)
    surroundings.stderr.write(`pointsman: interrupted; this is what the first ${summary.requests} requests say\n`)
  return told(scenario, path, options, surroundings)
}

async function imported(
  input: RecordingInput,
  path: string,
  columns: ColumnRoles,
  options: ReconstructOptions,
  surroundings: Surroundings,
): Promise<number> {
  const chats = await readHistory(input.path, path === '-' ? 'standard input' : path, columns)
  const scenario = historyScenario(chats, nameOf(path, options))
  if (scenario === undefined) {
    throw new BadInput(`${path}: expected chats that agents attended, got ${chats.length} chats and nobody`)
  }
  return told(scenario, path, options, surroundings)
}

function nameOf(path: string, { name }: ReconstructOptions): string {
  return name ?? (path === '-' ? 'standard input' : basename(path))
}

/** Warns of what is odd, keeps the scenario, and prints it. */
async function told(
  scenario: Scenario,
  path: string,
  { output, json }: ReconstructOptions,
  surroundings: Surroundings,
): Promise<number> {
  const say = warn(surroundings)
  for (const { path: place, text } of checkScenario(scenario)) say(`${path}: ${place}: ${text}`)
  for (const reason of scenario.origin?.fit.because ?? []) say(`${path}: ${reason}`)
  if (output !== undefined) keep(output, scenarioText(scenario))
  const shown = json ? scenarioText(scenario) : [reconstructionInWords(scenario, pageOf(surroundings))]
  for (const piece of shown) await write(surroundings.stdout, piece)
  return 0
}

function keep(path: string, text: Iterable<string>): void {
  try {
    const file = openSync(path, 'w')
    try {
      for (const piece of text) writeFileSync(file, piece)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new BadInput(`${path}: cannot be written: ${code}`, { cause: error })
  }
}
