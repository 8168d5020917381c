/** Something that must reach another system. Plain data. */
export interface Parcel {
  /** The same for the same thing: what was put before is not put again. */
  readonly id: string
  /** Parcels of a lane are delivered one after another, in the order in which they were put. */
  readonly lane: string
  readonly body: unknown
}

/** Which attempt it is. */
export interface Attempt {
  /** From 1; begun anew when the process was. */
  readonly number: number
  /** An attempt before this one may have been taken though nobody heard so: look before you send. */
  readonly uncertain: boolean
}

/** What came of an attempt. */
export type Outcome =
  | { readonly kind: 'done' }
  /** It may go better later. `uncertain`: it may have been taken all the same. */
  | { readonly kind: 'again'; readonly why: string; readonly uncertain: boolean }
  /** It never will. */
  | { readonly kind: 'never'; readonly why: string }

/** Makes one attempt. Must not reject: what is not known to be final is `again`. */
export type Deliver = (parcel: Parcel, attempt: Attempt) => Promise<Outcome>
