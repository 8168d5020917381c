import type { Output } from '../surroundings.ts'

/** Writes text, and waits while the reader is behind. */
export async function write(output: Output, text: string): Promise<void> {
  if (!output.write(text)) await new Promise<void>((resolve) => output.once('drain', resolve))
}
