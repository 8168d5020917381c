import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  readonly close: () => void
}

/** The recording at a path; standard input, for `-`, is first put aside in a temporary file, compressed or not. */
export async function recordingInput(path: string, surroundings: Surroundings): Promise<RecordingInput> {
  if (path !== '-') return { path, named: (text) => text, pathOf: (named) => named, cutOff: false, close: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-input-'))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'standard-input')
    const cutOff = await putAside(file, surroundings)
    return { path: file, named: (text) => text.replaceAll(file, 'standard input'), pathOf: () => file, cutOff, close }
  } catch (error) {
    close()
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
