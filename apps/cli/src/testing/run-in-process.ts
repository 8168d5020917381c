import { main } from '../main.ts'
import type { Output, Surroundings } from '../surroundings.ts'

/** What came of a run: the exit code, and all that was written. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What a test wants otherwise than usual. */
export interface RunOptions extends Partial<Pick<Surroundings, 'env' | 'nanoseconds' | 'onInterrupt' | 'onEnd'>> {
  readonly stdin?: string
  /** Columns of the terminal that standard output is; none: it is no terminal. */
  readonly terminal?: number
  /** Whether standard error is a terminal. */
  readonly progress?: boolean
  /** Hears what is written on either stream, as it is. */
  readonly hears?: (text: string) => void
}

/** Runs the command line in this process, for tests. */
export async function runInProcess(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { stdin = '', terminal, progress = false, hears, ...surroundings } = options
  const out: string[] = []
  const err: string[] = []
  const code = await main(argv, {
    stdin: (async function* () {
      yield stdin
    })(),
    stdout: sink(out, terminal, hears),
    stderr: sink(err, progress ? 80 : undefined, hears),
    env: {},
    nanoseconds: () => 0n,
    onInterrupt: () => () => {},
    onEnd: () => () => {},
    ...surroundings,
  })
  return { code, out: out.join(''), err: err.join('') }
}

function sink(into: string[], columns: number | undefined, hears: (text: string) => void = () => undefined): Output {
  const write = (text: string): boolean => {
    into.push(text)
    hears(text)
    return true
  }
  const output = { write, once: () => undefined }
  return columns === undefined ? output : { ...output, isTTY: true, columns }
}
