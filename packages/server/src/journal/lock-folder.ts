import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Another process has the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/** Takes a folder for this process alone, until it is given back. Throws a FolderInUse where another has it. */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const lock = join(path, '.lock')
  for (;;) {
    try {
      const file = await open(lock, 'wx', 0o600)
      await file.writeFile(String(process.pid))
      await file.close()
      held.add(lock)
      return async () => {
        held.delete(lock)
        await rm(lock, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (held.has(lock) || (owner !== process.pid && isAlive(owner))) {
      throw new FolderInUse(`${path} is in use by process ${owner}: every server needs a journal folder of its own`)
    }
    // Whoever left it is gone; in a container the dead and the living may even have the same number.
    await rm(lock, { force: true })
  }
}

/** What this very process holds. */
const held = new Set<string>()

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
