import type { Client } from './client.ts'

/** What is large comes slowly: which of the two it is refused for is the machine's matter. */
export const tooLargeOrSlow = 'too-large|too-slow'

/** A kind of request. */
export interface Kind {
  readonly name: string
  /** What has to come of it, in words. */
  readonly expected: string
  /** One turn in so many is of this kind. */
  readonly every: number
  /** It takes seconds, in which the others go on. */
  readonly slow?: boolean
  /** What a plug-in fails with, where its failing is what this is about; the chat's id begins with the kind's name. */
  readonly fails?: readonly string[]
  /** Each that was sent is counted once by the server under these reasons of a refusal; under one of those that a bar parts. */
  readonly refusedAs?: readonly string[]
  /** Sends it; answers what came instead, or undefined where all was as expected. */
  readonly send: (n: number, client: Client) => Promise<string | undefined>
}
