/** What the platform knows of an agent beside what routing needs. */
export interface Profile {
  readonly name: string
  readonly nickname: string
  readonly contact: string
  readonly externalId: string
}

/** Of an agent about whom nothing else was said. */
export function plainProfile(id: string): Profile {
  return { name: id, nickname: id, contact: `${id.toLowerCase()}@example.test`, externalId: '' }
}
