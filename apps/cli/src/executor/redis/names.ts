/** Of everything that is ours in a Redis. Its number rises when programs could no longer make sense of each other's entries. */
export const prefix = 'pointsman1'

/** The queue of a version of the program: no other version sees its jobs. */
export const queueOf = (programKey: string): string => `jobs-${programKey}`

/** What a job is about: scenario, strategy, seed. */
export const studyKey = (id: string): string => `${prefix}:study:${id}`

/** What came of a job. */
export const answerKey = (id: string): string => `${prefix}:answer:${id}`

/** A job as the queue keeps it until it is done. */
export const jobKey = (queue: string, id: string): string => `${prefix}:${queue}:${id}`

/** How long each is kept, seconds. */
export const kept = {
  /** The same work asked again meanwhile is answered at once. */
  answer: 3600,
  /** Long enough to be heard. */
  failure: 30,
  study: 86_400,
} as const
