import type { Parcel } from './parcel.ts'

/** What a shelf's lines come to. */
export interface OpenParcels {
  /** Ids of what is over. */
  readonly known: readonly string[]
  /** In the order in which they were put. */
  readonly waiting: readonly { readonly parcel: Parcel; readonly tried: boolean }[]
}

/** Reads a shelf's lines: what was put and is not over, and whether it was tried. */
export function openParcels(lines: readonly string[]): OpenParcels {
  const known: string[] = []
  const waiting = new Map<string, { readonly parcel: Parcel; tried: boolean }>()
  for (const line of lines) {
    const entry = JSON.parse(line) as {
      readonly put?: Parcel
      readonly try?: string
      readonly end?: string
      readonly known?: readonly string[]
    }
    if (entry.put !== undefined) waiting.set(entry.put.id, { parcel: entry.put, tried: false })
    else if (entry.known !== undefined) known.push(...entry.known)
    else if (entry.end !== undefined) {
      waiting.delete(entry.end)
      known.push(entry.end)
    } else if (entry.try !== undefined) {
      const tried = waiting.get(entry.try)
      if (tried !== undefined) tried.tried = true
    }
  }
  return { known, waiting: [...waiting.values()] }
}
