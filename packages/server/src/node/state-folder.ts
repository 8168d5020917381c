import { randomBytes } from 'node:crypto'
import { chmod, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerDump } from '@pointsman/core'
import { lockFolder } from '../journal/lock-folder.ts'
import { makeFolder } from '../journal/make-folder.ts'
import type { Log } from '../log.ts'
import type { RosterDump } from '../roster/roster.ts'
import type { Secrets } from '../secrets.ts'

/** Of paired secrets the last so many are kept: each registration of the webhook may make its own. */
const mostPaired = 16

/** What must outlive the process: paired secrets, the redaction key, the ledger. For the owner's eyes only. */
export class StateFolder {
  readonly path: string
  readonly #log: Log
  readonly #unlock: () => Promise<void>

  private constructor(path: string, log: Log, unlock: () => Promise<void>) {
    this.#unlock = unlock
    this.path = path
    this.#log = log
  }

  /** Makes the folder where it is missing. Throws a FolderInUse where another process has it. */
  static async at(path: string, log: Log): Promise<StateFolder> {
    await makeFolder(path)
    await chmod(path, 0o700)
    return new StateFolder(path, log, await lockFolder(path, '.state-lock'))
  }

  /** Gives the folder back. */
  close(): Promise<void> {
    return this.#unlock()
  }

  /** The configured secrets and those that were paired. */
  async secrets(configured: readonly string[]): Promise<Secrets> {
    const stored = await this.#read('inbenta-secrets.json')
    const paired = Array.isArray(stored) ? stored.filter((secret) => typeof secret === 'string') : []
    return {
      known: () => [...configured, ...paired],
      add: async (secret) => {
        if (configured.includes(secret) || paired.includes(secret)) return
        // Known at once, so that a second handshake cannot slip in while the first is being stored.
        paired.push(secret)
        try {
          await this.#write('inbenta-secrets.json', JSON.stringify(paired.slice(-mostPaired)))
        } catch (error) {
          paired.splice(paired.indexOf(secret), 1)
          throw error
        }
        if (paired.length > mostPaired) paired.shift()
      },
    }
  }

  /** The key of the journal's pseudonyms: made once for a deployment. */
  async redactionKey(): Promise<string> {
    const stored = await this.#read('redaction-key.json')
    if (typeof stored === 'string' && stored !== '') return stored
    const key = randomBytes(32).toString('base64url')
    await this.#write('redaction-key.json', JSON.stringify(key))
    return key
  }

  /** The ledger as it was when the process last ended in order. */
  async ledger(): Promise<LedgerDump | undefined> {
    const stored = await this.#read('ledger.json')
    const dump = stored as Partial<LedgerDump> | undefined
    const whole = ['agents', 'chats', 'reserved', 'served', 'answers'] as const
    if (dump === undefined || dump === null || !whole.every((part) => Array.isArray(dump[part]))) return undefined
    return dump as LedgerDump
  }

  /** Who of a roster has which chat, as it was when the process last ended in order. */
  async roster(): Promise<RosterDump | undefined> {
    const dump = (await this.#read('roster.json')) as Partial<RosterDump> | undefined
    return Array.isArray(dump?.held) && Array.isArray(dump.statuses) ? (dump as RosterDump) : undefined
  }

  async saveRoster(dump: RosterDump): Promise<void> {
    await this.#write('roster.json', JSON.stringify(dump))
  }

  async saveLedger(dump: LedgerDump): Promise<void> {
    await this.#write('ledger.json', JSON.stringify(dump))
  }

  async #read(name: string): Promise<unknown> {
    const path = join(this.path, name)
    try {
      return JSON.parse(await readFile(path, 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      if (!(error instanceof SyntaxError)) throw error
      this.#log.warn({ file: name }, 'a state file cannot be read: it is put aside, and started anew')
      await rename(path, `${path}.unreadable`)
      return undefined
    }
  }

  /** All or nothing: a crash leaves the old file or the new one. */
  async #write(name: string, text: string): Promise<void> {
    const path = join(this.path, name)
    const file = await open(`${path}.new`, 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(`${path}.new`, path)
  }
}
