import type { DecodeOptions } from '@pointsman/inbenta'
import { readRecording, type RecordingSummary } from '@pointsman/recording'
import { Reconstruction, type Reconstructed } from '@pointsman/simulator'
import type { RecordingInput } from '../input/recording-input.ts'
import type { Surroundings } from '../surroundings.ts'
import { Progress } from '../terminal/progress.ts'

/** What a recording implies, and how it was read. */
export interface ReadReconstruction {
  readonly found: Reconstructed
  readonly summary: RecordingSummary
  /** The strategies that the journal says answered, most requests first. */
  readonly strategies: readonly { readonly name: string; readonly requests: number }[]
  /** An interrupt ended the reading. */
  readonly cutOff: boolean
}

/** Reads a recording once, line by line, and rebuilds what it implies; memory grows with chats and agents only. */
export async function readReconstruction(
  input: RecordingInput,
  options: { readonly name: string; readonly strict?: boolean; readonly decode?: DecodeOptions },
  surroundings: Surroundings,
): Promise<ReadReconstruction> {
  const { name, strict = false, decode = {} } = options
  const reader = readRecording(input.path, { strict, decode, identify: false })
  const reconstruction = new Reconstruction(name)
  const progress = new Progress(surroundings)
  const answered = new Map<string, number>()
  let read = 0
  let { cutOff } = input
  const release = surroundings.onInterrupt(() => (cutOff = true))
  try {
    for await (const batch of reader.batches()) {
      for (const recorded of batch) {
        if (recorded.kind === 'facts') reconstruction.learn(recorded.facts)
        else {
          reconstruction.ask(recorded.request, recorded.answer)
          const { entry } = recorded
          if (entry !== undefined && entry.fallback !== true) {
            answered.set(entry.strategy, (answered.get(entry.strategy) ?? 0) + 1)
          }
        }
      }
      read += batch.length
      progress.reached(read, reader.progress, 'lines')
      if (cutOff && !input.cutOff) break
    }
  } finally {
    release()
    progress.done()
  }
  const strategies = [...answered]
    .map(([name, requests]) => ({ name, requests }))
    .toSorted((a, b) => b.requests - a.requests)
  return { found: reconstruction.finish(), summary: reader.summary, strategies, cutOff }
}
