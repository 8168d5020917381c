// Loader hooks, run by Node on a thread of their own: a plug-in may stand anywhere on the disk and import the project's own
// packages all the same. What can be resolved from where it stands goes before.

interface Context {
  readonly parentURL?: string | undefined
}
type Next = (specifier: string, context: Context) => Promise<unknown>

/** A module of the project's own, whose dependencies plug-ins may share. */
let own = import.meta.url

/** Called once by Node, with what was registered. */
export function initialize({ parent }: { readonly parent: string }): void {
  own = parent
}

/** Called by Node for every import. */
export async function resolve(specifier: string, context: Context, next: Next): Promise<unknown> {
  if (!specifier.startsWith('@pointsman/')) return next(specifier, context)
  try {
    return await next(specifier, context)
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    return next(specifier, { ...context, parentURL: own }).catch(() => {
      throw error
    })
  }
}
