import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordingError } from '@pointsman/recording'
import { BadInput } from './bad-input.ts'
import type { Surroundings } from '../surroundings.ts'

/** A recording that can be read by its path. */
export interface RecordingInput {
  readonly path: string
  /** Text in which a temporary file, if it is one, is called what people know it by. */
  readonly named: (text: string) => string
  /** The path of a file that was called so. */
  readonly pathOf: (named: string) => string
  /** An interrupt ended the reading of standard input. */
  readonly cutOff: boolean
}

/**
 * Uses the recording at a path; standard input, for `-`, is first put aside in a temporary file, compressed or not, which
 * is gone when the use of it has ended. What the use finds wrong with the recording is bad input, by the name that people
 * know it by.
 */
export async function recordingInput<T>(
  path: string,
  surroundings: Surroundings,
  use: (input: RecordingInput) => Promise<T>,
): Promise<T> {
  if (path !== '-') return told({ path, named: (text) => text, pathOf: (named) => named, cutOff: false }, use)
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-input-'))
  try {
    const file = join(folder, 'standard-input')
    const cutOff = await putAside(file, surroundings)
    const named = (text: string): string => text.replaceAll(file, 'standard input')
    return await told({ path: file, named, pathOf: () => file, cutOff }, use)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function told<T>(input: RecordingInput, use: (input: RecordingInput) => Promise<T>): Promise<T> {
  try {
    return await use(input)
  } catch (error) {
    if (error instanceof RecordingError || error instanceof BadInput) {
      throw new BadInput(input.named(error.message), { cause: error })
    }
    throw error
  }
}

/** Whether an interrupt ended the reading. */
async function putAside(file: string, { stdin, onInterrupt }: Surroundings): Promise<boolean> {
  let interrupt: (word: 'interrupted') => void = () => {}
  const interrupted = new Promise<'interrupted'>((resolve) => (interrupt = resolve))
  const release = onInterrupt(() => interrupt('interrupted'))
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    const parts = stdin[Symbol.asyncIterator]()
    for (;;) {
      const next = await Promise.race([interrupted, parts.next()])
      if (next === 'interrupted') return true
      if (next.done === true) return false
      writeAll(descriptor, typeof next.value === 'string' ? Buffer.from(next.value) : next.value)
    }
  } finally {
    release()
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}
