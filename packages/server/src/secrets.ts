/** The secrets that webhook requests may be signed with. */
export interface Secrets {
  /** All that are known now. */
  known(): readonly string[]
  /** Keeps one more, for good; rejects where it cannot be kept. */
  add(secret: string): Promise<void>
}

/** Secrets that are forgotten when the process ends. */
export function secretsInMemory(configured: readonly string[]): Secrets {
  const secrets = [...configured]
  return {
    known: () => secrets,
    async add(secret) {
      if (!secrets.includes(secret)) secrets.push(secret)
    },
  }
}
