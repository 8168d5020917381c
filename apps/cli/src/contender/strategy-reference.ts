/** What another thread or machine must know to make a strategy anew: plain data, and all of it. */
export type StrategyReference =
  /** One of the catalogue, which is the same in the same version of the program. */
  | { readonly kind: 'catalog'; readonly name: string }
  /** A policy by what its file says, as JSON has it. */
  | { readonly kind: 'policy'; readonly policy: unknown }
  /** A plug-in, which stays where it is: its path as it was given, and the SHA-256 of what the file holds, in hex. */
  | { readonly kind: 'plugin'; readonly path: string; readonly sha256: string }
