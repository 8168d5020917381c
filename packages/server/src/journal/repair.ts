import { open } from 'node:fs/promises'

const step = 64 * 1024
const lineBreak = 0x0a

/** Cuts half a line off the end of a file that a crash left; answers how many bytes went. */
export async function repair(path: string): Promise<number> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(step)
    for (let end = size; end > 0;) {
      const start = Math.max(0, end - step)
      const { bytesRead } = await file.read(buffer, 0, end - start, start)
      const at = buffer.subarray(0, bytesRead).lastIndexOf(lineBreak)
      if (at >= 0) {
        const whole = start + at + 1
        if (whole < size) await file.truncate(whole)
        return size - whole
      }
      end = start
    }
    if (size > 0) await file.truncate(0)
    return size
  } finally {
    await file.close()
  }
}
