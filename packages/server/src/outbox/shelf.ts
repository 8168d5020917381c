/** Lines that outlive the process. Calls take effect in the order in which they are made. */
export interface Shelf {
  /** All that was added since it was last replaced; a line that was cut off in a crash is left out. */
  load(): Promise<readonly string[]>
  /** Resolves when the line is safe. */
  add(line: string): Promise<void>
  /** As `add`, without waiting for the disk: resolves when nothing but a crash of the whole machine could lose the line. */
  note(line: string): Promise<void>
  /** Puts these lines in the place of all others, all or nothing. */
  replace(lines: readonly string[]): Promise<void>
  /** Puts a line aside for people to look at. Resolves when it is safe. */
  bury(line: string): Promise<void>
  close(): Promise<void>
}
