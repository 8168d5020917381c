import type { AgentRecord } from './agent-record.ts'
import { Column } from './column.ts'
import { Lists } from './lists.ts'
import type { OpenStint } from './open-stint.ts'
import { StintColumns } from './stint-columns.ts'
import { Texts } from './texts.ts'

/** What is kept of each chat, by row. What the columns mean is said in `ChatRecord`. */
export class ChatColumns {
  readonly ids: Texts = new Texts()
  /** Of queues and languages. */
  readonly names: Texts = new Texts()
  readonly customers: Texts = new Texts()
  readonly agentIds: Texts = new Texts()
  /** By ordinal. */
  readonly agents: AgentRecord<OpenStint>[] = []
  readonly queue: Column = new Column('integer', -1)
  readonly language: Column = new Column('integer', -1)
  readonly customer: Column = new Column('integer', -1)
  readonly priority: Column = new Column('float')
  readonly createdAt: Column = new Column('float', NaN)
  readonly firstAskedAt: Column = new Column('float', NaN)
  readonly askedBefore: Column = new Column('byte')
  readonly asks: Column = new Column('integer')
  readonly lastAskedAt: Column = new Column('float', NaN)
  readonly takable: Column = new Column('byte')
  readonly waitingAt: Column = new Column('float', NaN)
  readonly lookedAt: Column = new Column('float', Infinity)
  readonly goneBy: Column = new Column('float', Infinity)
  /** The agent's ordinal. */
  readonly invitee: Column = new Column('integer', -1)
  /** By `agentIds`. */
  readonly answer: Column = new Column('integer', -1)
  readonly invited: Lists = new Lists()
  readonly refusers: Lists = new Lists()
  readonly refusedSince: Column = new Column('byte')
  readonly refusedAt: Column = new Column('float', NaN)
  readonly signs: Column = new Column('integer')
  readonly stints: Column = new Column('integer')
  readonly closedAt: Column = new Column('float', NaN)
  /** Of the first stint of each. */
  readonly stint: StintColumns = new StintColumns()
}
