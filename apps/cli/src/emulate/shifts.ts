import { phase, type AgentChat } from '@pointsman/emulator'
import { day, shiftEdges, type ShiftEdge, type Staff } from '@pointsman/simulator'
import type { WorldAgent } from '@pointsman/world'

/** Agents come and go by their shifts, as in the simulator: whoever has chats at the end of theirs finishes them first. */
export class Shifts {
  readonly #platform: AgentChat
  readonly #staff: Staff
  /** How many intervals online each group is in. */
  readonly #intervals: number[]
  /** Agents whose shift is over, but not their chats. */
  readonly #finishing = new Set<WorldAgent>()
  /** When everybody's shifts have begun. */
  completeAt = 0
  #edgesOpen = false
  #edges = 0

  constructor(platform: AgentChat, staff: Staff) {
    this.#platform = platform
    this.#staff = staff
    this.#intervals = staff.groups.map(() => 0)
  }

  /** Whether anybody comes and goes at all. */
  get goOn(): boolean {
    return this.#edges > 0
  }

  begin(): void {
    this.#staff.groups.forEach(({ agents, settings }, group) => {
      const { shifts = [] } = settings
      if (shifts.length === 0) return this.#platform.setStatus(this.#agents(agents), 'online', false)
      for (const edge of shiftEdges(group, shifts)) {
        this.#edges += 1
        this.completeAt = Math.max(this.completeAt, edge.first)
        this.#schedule(edge)
      }
    })
  }

  /** The agent has one chat less: whoever only finished theirs goes with the last. */
  leftAChat(agent: WorldAgent): void {
    if (agent.activeChats > 0 || !this.#finishing.delete(agent)) return
    if (agent.status === 'paused') this.#platform.setStatus([agent], 'offline')
  }

  #schedule(edge: ShiftEdge): void {
    const at = Math.max(0, edge.first + edge.day * day)
    this.#platform.clock.at(at, edge.begins ? phase.begin : phase.go, () => this.#change(edge))
  }

  #change(edge: ShiftEdge): void {
    const { begins, group } = edge
    const { clock } = this.#platform
    // Whose shifts begin or end at one instant come or go together, whoever is first in the scenario.
    if (!this.#edgesOpen) {
      this.#edgesOpen = true
      clock.at(clock.now(), begins ? phase.begun : phase.gone, () => {
        this.#edgesOpen = false
        this.#platform.settle()
      })
    }
    const intervals = (this.#intervals[group] as number) + (begins ? 1 : -1)
    this.#intervals[group] = intervals
    edge.day += 1
    this.#schedule(edge)
    if (intervals !== (begins ? 1 : 0)) return
    for (const agent of this.#agents(this.#staff.groups[group]?.agents ?? [])) {
      const stays = !begins && agent.activeChats > 0
      if (stays) this.#finishing.add(agent)
      else this.#finishing.delete(agent)
      this.#platform.setStatus([agent], begins ? 'online' : stays ? 'paused' : 'offline', false)
    }
  }

  #agents(places: readonly number[]): readonly WorldAgent[] {
    return places.map((place) => this.#platform.world.agents[place] as WorldAgent)
  }
}
