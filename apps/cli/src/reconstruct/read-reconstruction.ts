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
  const reader = readRecording(input.path, { strict, decode })
  const reconstruction = new Reconstruction(name)
  const progress = new Progress(surroundings)
  let read = 0
  let { cutOff } = input
  const release = surroundings.onInterrupt(() => (cutOff = true))
  try {
    for await (const batch of reader.batches()) {
      for (const recorded of batch) {
        if (recorded.kind === 'facts') reconstruction.learn(recorded.facts)
        else reconstruction.ask(recorded.request, recorded.answer)
      }
      read += batch.length
      progress.reached(read, reader.progress, 'lines')
      if (cutOff && !input.cutOff) break
    }
  } finally {
    release()
    progress.done()
  }
  return { found: reconstruction.finish(), summary: reader.summary, cutOff }
}
