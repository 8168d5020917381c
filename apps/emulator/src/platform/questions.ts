import type { World, WorldAgent, WorldChat } from '@pointsman/world'
import type { Clock } from '../clock/clock.ts'
import type { Answer, AnswerKind } from './answer.ts'
import type { DefaultChoice } from './default-choice.ts'
import type { EmulatedChat } from './emulated-chat.ts'
import type { Observer } from './observer.ts'

/** Whoever can be asked for an agent: undefined where nobody is there to be asked. */
export type Ask = (chat: EmulatedChat, at: number) => Promise<Answer> | undefined

/** What questions stand on. */
export interface QuestionsOptions {
  readonly world: World
  readonly clock: Clock
  readonly ask: Ask
  readonly byDefault: DefaultChoice
  readonly observers: readonly Observer[]
  /** Whether the clock stands still while an answer is awaited. */
  readonly hold: boolean
  readonly chatOf: (record: WorldChat) => EmulatedChat
}

/** A question that is out. */
interface Question {
  readonly listed: ReadonlySet<string>
  /** Whether the chat waited in the line. */
  readonly waited: boolean
  readonly release: () => void
}

/** Asks for agents: the world's calls become questions, and each answer, whenever it comes, goes back into the world. */
export class Questions {
  readonly #options: QuestionsOptions
  /** Questions that are out, and those among them about chats that waited in the line. */
  #out = 0
  #fromLine = 0
  #settling = false

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  /** Questions that are out. */
  get out(): number {
    return this.#out
  }

  /** Asks for everybody who is to be asked for now. */
  settle(): void {
    if (this.#settling) return
    this.#settling = true
    try {
      for (let record = this.#next(); record !== undefined; record = this.#next()) this.#put(record)
    } finally {
      this.#settling = false
    }
  }

  #next(): WorldChat | undefined {
    const { hold, world } = this.#options
    if (hold) return this.#out > 0 ? undefined : world.nextCall()
    return world.nextCall(this.#fromLine < freeSlots(world))
  }

  /** As the platform posts: when a chat arrives, and again whenever there is somebody to be named. */
  #put(record: WorldChat): void {
    const { ask, chatOf, clock, hold, observers, world } = this.#options
    const chat = chatOf(record)
    const at = clock.now()
    const posted = record.asked === 1 || world.roster.anybodyAvailable
    const listed = posted ? new Set(world.roster.loggedIn.map(({ id }) => id)) : undefined
    const answering = posted ? ask(chat, at) : undefined
    if (answering === undefined || listed === undefined) return this.#take(record, undefined)
    for (const observer of observers) observer.asked?.(chat, at)
    const waited = record.asked > 1
    this.#out += 1
    if (waited) this.#fromLine += 1
    void this.#await(chat, record, answering, { listed, waited, release: hold ? clock.hold() : () => undefined })
  }

  async #await(chat: EmulatedChat, record: WorldChat, answering: Promise<Answer>, question: Question): Promise<void> {
    const { listed, release, waited } = question
    const number = record.asked
    try {
      const answer = await answering
      const moot = chat.record !== record || record.state !== 'called' || record.asked !== number
      this.#answered(chat, record, answer, listed, moot)
    } finally {
      this.#out -= 1
      if (waited) this.#fromLine -= 1
    }
    this.settle()
    release()
  }

  #answered(chat: EmulatedChat, record: WorldChat, answer: Answer, listed: ReadonlySet<string>, moot: boolean): void {
    const { clock, observers, world } = this.#options
    const named = answer.kind === 'named' && listed.has(answer.id) ? world.agent(answer.id) : undefined
    const kind = moot ? 'moot' : kindOf(answer, named)
    const taken = moot ? undefined : ((kind === 'honoured' ? named : undefined) ?? this.#byDefault(record))
    const answered = {
      kind,
      named: answer.kind === 'named' ? answer.id : undefined,
      taken: taken?.id,
      tookMs: answer.tookMs,
      why: answer.kind === 'failed' ? answer.why : undefined,
    }
    for (const observer of observers) observer.answered?.(chat, answered, clock.now())
    if (!moot) world.apply({ kind: 'answer', chat: record, agent: taken }, clock.now())
  }

  #take(record: WorldChat, agent: WorldAgent | undefined): void {
    const { clock, world } = this.#options
    world.apply({ kind: 'answer', chat: record, agent: agent ?? this.#byDefault(record) }, clock.now())
  }

  #byDefault(record: WorldChat): WorldAgent | undefined {
    const { byDefault, clock, world } = this.#options
    return byDefault.choose(world, record, clock.now())
  }
}

function kindOf(answer: Answer, named: WorldAgent | undefined): AnswerKind {
  if (answer.kind === 'unreadable') return 'invalid'
  if (answer.kind !== 'named') return answer.kind
  if (named === undefined) return 'invalid'
  return named.available ? 'honoured' : 'full'
}

function freeSlots({ agents }: World): number {
  let free = 0
  for (const { available, capacity } of agents) if (available) free += capacity
  return free
}
