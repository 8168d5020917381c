import { register } from 'node:module'
import { pathToFileURL } from 'node:url'

let registered = false

/** Imports a module of somebody else's, which may import the project's own packages wherever it stands. */
export async function importPlugin(path: string): Promise<unknown> {
  if (!registered) {
    registered = true
    // The hooks run on a thread that Node alone loads, so it is what was built that counts, for tests too.
    const hooks = new URL('../../dist/contender/own-packages.js', import.meta.url)
    register(hooks, { data: { parent: hooks.href } })
  }
  return import(pathToFileURL(path).href)
}
