import { open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Another process has the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/** Whose a lock is. A number is given to another process once its owner is gone, so it alone says little. */
interface Owner {
  readonly pid: number
  readonly host?: string
  /** When the process was started, in the system's words, where the system tells. */
  readonly started?: string
}

/** Takes a folder for this process alone, until it is given back. Throws a FolderInUse where another has it. */
export async function lockFolder(path: string, name = '.lock'): Promise<() => Promise<void>> {
  const lock = join(path, name)
  for (;;) {
    try {
      const file = await open(lock, 'wx', 0o600)
      await file.writeFile(JSON.stringify(await ownerAt(process.pid)))
      await file.close()
      held.add(lock)
      return async () => {
        held.delete(lock)
        await rm(lock, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = read(await readFile(lock, 'utf8').catch(() => ''))
    if (held.has(lock) || (owner !== undefined && owner.pid !== process.pid && (await lives(owner)))) {
      throw new FolderInUse(`${path} is in use by process ${owner?.pid}: every server needs a folder of its own`)
    }
    // Whoever left it is gone; in a container the dead and the living may even have the same number.
    await rm(lock, { force: true })
  }
}

/** What this very process holds. */
const held = new Set<string>()

async function ownerAt(pid: number): Promise<Owner> {
  const started = await startOf(pid)
  return { pid, host: hostname(), ...(started === undefined ? {} : { started }) }
}

function read(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner> | number | null
    if (typeof value === 'number') return { pid: value }
    return typeof value?.pid === 'number' ? (value as Owner) : undefined
  } catch {
    return undefined
  }
}

/** Whether the owner still is. One on another machine is taken for gone: a container that is replaced has another name. */
async function lives({ pid, host, started }: Owner): Promise<boolean> {
  if (host !== undefined && host !== hostname()) return false
  if (!isAlive(pid)) return false
  const now = await startOf(pid)
  return started === undefined || now === undefined || started === now
}

/** When a process was started: the 22nd field of what Linux says of it, counted after its name, which may hold anything. */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
