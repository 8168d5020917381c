import { nearest } from '@pointsman/core'
import { BadInput } from '../../input/bad-input.ts'

/** What a column of a history may say of a chat. */
export const columnRoles = [
  'arrived',
  'agent',
  'ended',
  'queue',
  'attended',
  'outcome',
  'date',
  'chat',
  'customer',
  'language',
] as const

/** What a column says. */
export type ColumnRole = (typeof columnRoles)[number]

/** By what it says, the heading of the column that says it. */
export type ColumnRoles = Readonly<Partial<Record<ColumnRole, string>>> &
  Readonly<Record<'arrived' | 'agent' | 'ended', string>>

/** Reads `arrived=Created,agent=Agent,…`. */
export function parseColumnRoles(text: string): ColumnRoles {
  const roles: Partial<Record<ColumnRole, string>> = {}
  for (const part of text.split(',')) {
    const [, name = '', heading = ''] = /^\s*(\w+)\s*=\s*(.+?)\s*$/.exec(part) ?? []
    if (heading === '') throw new BadInput(`--columns: expected what=heading, got ${JSON.stringify(part.trim())}`)
    const role = columnRoles.find((one) => one === name)
    if (role === undefined) {
      const near = nearest(name, columnRoles)
      const meant = near === undefined ? '' : `; did you mean ${near}?`
      throw new BadInput(`--columns: expected one of ${columnRoles.join(', ')}, got ${JSON.stringify(name)}${meant}`)
    }
    if (roles[role] !== undefined) throw new BadInput(`--columns: expected ${role} once, got it twice`)
    roles[role] = heading
  }
  const { arrived, agent, ended } = roles
  if (arrived === undefined || agent === undefined || ended === undefined) {
    const missing = (['arrived', 'agent', 'ended'] as const).filter((role) => roles[role] === undefined)
    throw new BadInput(`--columns: expected arrived, agent and ended among them, got none for ${missing.join(', ')}`)
  }
  return { ...roles, arrived, agent, ended }
}
