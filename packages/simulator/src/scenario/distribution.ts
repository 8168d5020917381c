/** How a duration is spread, in seconds. */
export type Distribution =
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'hyperexponential'; readonly means: readonly number[]; readonly weights: readonly number[] }
  | { readonly kind: 'empirical'; readonly values: readonly number[]; readonly weights?: readonly number[] | undefined }
  /** Patience that never ends. */
  | { readonly kind: 'never' }
