/** An instant, in milliseconds since 1970, as people read it: `2026-04-14 08:00:43 UTC`. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ').concat(' UTC')
}
