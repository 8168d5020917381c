import { random } from './random.ts'
import type { Staff } from './staff.ts'
import { TightHeap } from './tight-heap.ts'
import type { TightAnswer } from './tight-pool.ts'

/**
 * The chat workload in tight JavaScript with an index: 8 queues, 4 languages, 3 slots, most free capacity with ties at
 * random, freed slots to the longest waiting. For each class and number of free slots a dense set of agents.
 */
export function tightSkills(chats: number, staff: Staff, load: number, seed: number): TightAnswer {
  const next = random(seed)
  const agents = staff.queues.length
  const slots = 3
  const rate = (load * agents * slots) / 480
  const sigma = 0.8
  const mu = Math.log(480) - (sigma * sigma) / 2
  const classes = 32
  const sets = Array.from({ length: classes * slots }, () => new Int32Array(agents))
  const sizes = new Int32Array(classes * slots)
  const places = new Int32Array(agents * classes)
  const classesOf: Int32Array[] = []
  const free = new Int32Array(agents).fill(slots)
  const lines = Array.from({ length: classes }, () => ({ chats: new Int32Array(256), first: 0, size: 0 }))
  const calendar = new TightHeap(agents * slots + 2)
  const createdAt = new Float64Array(1 << 20)
  const leavesAt = new Float64Array(1 << 20)
  let spare = 0.5
  let hasSpare = false

  const add = (agent: number): void => {
    for (const one of classesOf[agent] as Int32Array) {
      const set = one * slots + (free[agent] as number) - 1
      places[agent * classes + one] = sizes[set] as number
      ;(sets[set] as Int32Array)[sizes[set] as number] = agent
      sizes[set] = (sizes[set] as number) + 1
    }
  }
  const remove = (agent: number): void => {
    for (const one of classesOf[agent] as Int32Array) {
      const set = one * slots + (free[agent] as number) - 1
      const last = (sizes[set] as number) - 1
      sizes[set] = last
      const moved = (sets[set] as Int32Array)[last] as number
      const place = places[agent * classes + one] as number
      ;(sets[set] as Int32Array)[place] = moved
      places[moved * classes + one] = place
    }
  }
  const normal = (): number => {
    if (hasSpare) {
      hasSpare = false
      return spare
    }
    for (;;) {
      const a = 2 * next() - 1
      const b = 2 * next() - 1
      const r = a * a + b * b
      if (r >= 1 || r === 0) continue
      const factor = Math.sqrt((-2 * Math.log(r)) / r)
      spare = b * factor
      hasSpare = true
      return a * factor
    }
  }
  const serve = (agent: number, at: number): void => {
    if ((free[agent] as number) > 0) remove(agent)
    free[agent] = (free[agent] as number) - 1
    if ((free[agent] as number) > 0) add(agent)
    calendar.push(at + Math.exp(mu + sigma * normal()), agent)
  }

  for (let agent = 0; agent < agents; agent++) {
    const own: number[] = []
    for (let one = 0; one < classes; one++) {
      const queue = one >> 2
      if (((staff.queues[agent] as number) >> queue) & 1 && ((staff.languages[agent] as number) >> (one & 3)) & 1) {
        own.push(one)
      }
    }
    classesOf.push(Int32Array.from(own))
    add(agent)
  }

  let arrived = 0
  let waitSum = 0
  let waited = 0
  let abandoned = 0
  calendar.push(-Math.log(next()) / rate, -1)
  while (calendar.size > 0) {
    const at = calendar.times[0] as number
    const what = calendar.whats[0] as number
    calendar.pop()
    if (what < 0) {
      const chat = arrived++ & 0xfffff
      if (arrived < chats) calendar.push(at - Math.log(next()) / rate, -1)
      const u = next()
      const one = Math.floor(next() * 8) * 4 + (u < 0.4 ? 0 : u < 0.7 ? 1 : u < 0.9 ? 2 : 3)
      let set = one * slots + slots - 1
      while (set >= one * slots && sizes[set] === 0) set -= 1
      if (set >= one * slots) {
        serve((sets[set] as Int32Array)[Math.floor(next() * (sizes[set] as number))] as number, at)
        continue
      }
      waited += 1
      createdAt[chat] = at
      leavesAt[chat] = at - 180 * Math.log(next())
      const line = lines[one] as (typeof lines)[number]
      if (line.size === line.chats.length) throw new Error('the line is full')
      line.chats[(line.first + line.size++) & 255] = chat
      continue
    }
    const agent = what
    let taken = -1
    for (;;) {
      let first = -1
      let from = -1
      for (const one of classesOf[agent] as Int32Array) {
        const line = lines[one] as (typeof lines)[number]
        if (line.size === 0) continue
        const chat = line.chats[line.first] as number
        if (first < 0 || (createdAt[chat] as number) < (createdAt[first] as number)) {
          first = chat
          from = one
        }
      }
      if (first < 0) break
      const line = lines[from] as (typeof lines)[number]
      line.first = (line.first + 1) & 255
      line.size -= 1
      if ((leavesAt[first] as number) <= at) {
        abandoned += 1
        waitSum += (leavesAt[first] as number) - (createdAt[first] as number)
        continue
      }
      taken = first
      break
    }
    if (taken >= 0) {
      waitSum += at - (createdAt[taken] as number)
      calendar.push(at + Math.exp(mu + sigma * normal()), agent)
      continue
    }
    if ((free[agent] as number) > 0) remove(agent)
    free[agent] = (free[agent] as number) + 1
    add(agent)
  }
  return { waitMean: waitSum / chats, waited: waited / chats, abandonRate: abandoned / chats }
}
