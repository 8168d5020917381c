/** How a kind of request fared. */
export interface Row {
  readonly name: string
  readonly expected: string
  sent: number
  /** What came instead of what was expected, and how often. */
  readonly otherwise: Map<string, number>
}

/** What a soak found out: each kind of request, figures to read, and figures that must be zero. */
export class Report {
  readonly #rows: Row[] = []
  readonly #figures: string[] = []
  readonly #zeros = new Map<string, number>()

  row(name: string, expected: string): Row {
    const row: Row = { name, expected, sent: 0, otherwise: new Map() }
    this.#rows.push(row)
    return row
  }

  /** Counts one more of a row; `wrong` is what came instead. */
  tell(row: Row, wrong: string | undefined): void {
    row.sent++
    if (wrong !== undefined) row.otherwise.set(wrong, (row.otherwise.get(wrong) ?? 0) + 1)
  }

  figure(name: string, text: string): void {
    this.#figures.push(`${name.padEnd(24)} ${text}`)
  }

  /** Adds to what must be zero in the end. */
  zero(name: string, value: number): void {
    this.#zeros.set(name, (this.#zeros.get(name) ?? 0) + value)
  }

  /** How often something was said of any row that begins like this. */
  said(beginning: string): number {
    const all = this.#rows.flatMap(({ otherwise }) => [...otherwise])
    return all.filter(([what]) => what.startsWith(beginning)).reduce((sum, [, times]) => sum + times, 0)
  }

  /** Whether every kind was sent, and nothing was other than it had to be. */
  get well(): boolean {
    return (
      this.#rows.every(({ sent, otherwise }) => sent > 0 && otherwise.size === 0) &&
      [...this.#zeros.values()].every((value) => value === 0)
    )
  }

  /** All of it, for people. */
  text(): string {
    const width = Math.max(...this.#rows.map(({ name }) => name.length))
    const rows = this.#rows.flatMap(({ name, expected, sent, otherwise }) => {
      const off = [...otherwise.values()].reduce((sum, times) => sum + times, 0)
      return [
        `${name.padEnd(width)} ${String(sent).padStart(7)} ${String(off).padStart(9)}  ${expected}`,
        ...[...otherwise].map(([what, times]) => `${' '.repeat(width + 18)}   ${times} times: ${what}`),
      ]
    })
    const zeros = [...this.#zeros].map(([name, value]) => `${name.padEnd(40)} ${value}`)
    const head = `${'what was sent'.padEnd(width)}   times otherwise  what had to come of it`
    return [head, ...rows, '', ...this.#figures, '', 'what must be zero', ...zeros].join('\n')
  }
}
