/** Who is there in the chat workload: for each agent the queues and the languages, as bits. */
export interface Staff {
  readonly queues: Int32Array
  readonly languages: Int32Array
}

/** Reads the workload's staff file: a line for each agent, the mask of queues and the mask of languages. */
export function parseStaff(text: string): Staff {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number) as [number, number])
  return {
    queues: Int32Array.from(lines, ([queues]) => queues),
    languages: Int32Array.from(lines, ([, languages]) => languages),
  }
}
