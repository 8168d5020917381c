import Table from 'cli-table3'
import stringWidth from 'string-width'
import { printable } from './printable.ts'

/** A column of a table. */
export interface Column {
  /** May have several lines. */
  readonly heading: string
  /** Figures stand to the right. */
  readonly figures?: boolean
  /** At most so wide; what is longer ends in …, or goes on in the next line where it `wraps`. */
  readonly width?: number
  readonly wraps?: boolean
}

const edges = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', left: '', right: '', middle: '  ' }
const between = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }
const ends = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' }

/** Writes rows under headings, two spaces apart and without lines. */
export function table(headed: readonly Column[], cells: readonly (readonly string[])[]): string {
  const columns = headed.map((column) => ({ ...column, heading: lines(column.heading).map(printable).join('\n') }))
  const rows = cells.map((row) => row.map(printable))
  const made = new Table({
    head: columns.map(({ heading }) => heading),
    chars: { ...edges, ...between, ...ends },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: columns.map(({ figures }) => (figures === true ? 'right' : 'left')),
    colWidths: columns.map(({ width }, i) => (width !== undefined && widest(columns, rows, i) > width ? width : null)),
  })
  for (const row of rows) {
    made.push(row.map((content, i) => ({ content, wordWrap: columns[i]?.wraps === true })))
  }
  return `${lines(made.toString())
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}

function widest(columns: readonly Column[], rows: readonly (readonly string[])[], i: number): number {
  const heading = lines(columns[i]?.heading ?? '')
  return Math.max(1, ...heading.map(stringWidth), ...rows.map((row) => stringWidth(row[i] ?? '')))
}

function lines(text: string): readonly string[] {
  return text.split('\n')
}
