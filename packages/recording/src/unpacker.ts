import { createGunzip, type Gunzip } from 'node:zlib'

/**
 * Unpacks gzip piece by piece. Unlike a stream that is iterated over, it gives everything that came before the place
 * where the data breaks off.
 */
export class Unpacker {
  /** Why nothing more comes. */
  failure: string | undefined = undefined
  readonly #stream: Gunzip
  #ready: Buffer[] = []
  #settle: () => void = () => {}

  constructor() {
    this.#stream = createGunzip({ chunkSize: 128 * 1024 })
    this.#stream.on('data', (chunk: Buffer) => void this.#ready.push(chunk))
    this.#stream.on('error', (error: NodeJS.ErrnoException) => {
      this.failure = error.code === 'Z_BUF_ERROR' ? 'the gzip data breaks off' : 'the gzip data is damaged'
      this.#settle()
    })
    this.#stream.on('close', () => this.#settle())
  }

  /** Takes a piece in; what it unpacks to is there when the promise is kept. */
  write(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#settle = resolve
      if (this.failure === undefined) this.#stream.write(piece, () => resolve())
      else resolve()
    })
  }

  /** Says that nothing more comes in. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#settle = resolve
      if (this.#stream.destroyed) resolve()
      else this.#stream.end()
    })
  }

  /** What is there, once. */
  take(): readonly Buffer[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  /** Gives up. */
  close(): void {
    this.#stream.destroy()
  }
}
