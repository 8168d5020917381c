/** The hash by which events name a user: as Aivo extends it. */
export function extendedHash(hash: string, botToken: string): string {
  return `${hash}_${botToken}`
}

/** A user's own hash, of what events call so: what Aivo appends is a secret, and tells nothing of the user. */
export function userHash(extended: string): string {
  const end = extended.indexOf('_')
  return end === -1 ? extended : extended.slice(0, end)
}
