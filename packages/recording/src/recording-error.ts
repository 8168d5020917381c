/** A recording cannot be read or written: which file, which line, and why, in one line. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  readonly file: string
  /** The first line is 1; undefined where it is about the whole file. */
  readonly line: number | undefined

  constructor(file: string, line: number | undefined, why: string) {
    super(line === undefined ? `${file}: ${why}` : `${file}:${line}: ${why}`)
    this.file = file
    this.line = line
  }
}

/** The error of a file system call as one of ours. */
export function fileError(file: string, error: unknown): RecordingError {
  const { code, message } = error as NodeJS.ErrnoException
  return new RecordingError(file, undefined, (code === undefined ? undefined : reasons[code]) ?? message)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EISDIR: 'expected a file, got a folder',
  EEXIST: 'exists already; a compressed recording is written once',
}
