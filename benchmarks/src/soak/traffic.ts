import { createHmac } from 'node:crypto'
import { Agent, request as post } from 'node:http'
import { connect } from 'node:net'

/** What the traffic found out. */
export interface Findings {
  answers: number
  blank: number
  refused: number
  events: number
  repeats: number
  cutOff: number
  /** Answers with an id that is not listed, not online or without a free slot. */
  invalid: number
  /** Agents who were named more often than they had free slots on one snapshot. */
  overfilled: number
  /** Repeats that were answered differently. */
  contradicted: number
  /** Statuses that were not what they had to be. */
  unexpected: number
  /** Answers that took longer than the platform waits. */
  late: number
  slowestMs: number
  /** Chats whose answer came, once each. */
  readonly chats: Set<string>
}

/** Who is asked, and how. */
export interface Target {
  readonly url: string
  readonly secret: string
  readonly platformMs: number
}

interface SoakAgent {
  readonly id: string
  readonly status: string
  readonly capacity: number
}

/** Sends the mix: one call is one turn of a worker, and mostly one request. */
export class Traffic {
  readonly findings: Findings = {
    answers: 0,
    blank: 0,
    refused: 0,
    events: 0,
    repeats: 0,
    cutOff: 0,
    invalid: 0,
    overfilled: 0,
    contradicted: 0,
    unexpected: 0,
    late: 0,
    slowestMs: 0,
    chats: new Set(),
  }
  readonly #target: Target
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #sent = 0
  #next = 0

  constructor(target: Target) {
    this.#target = target
  }

  /** Requests sent so far. */
  get sent(): number {
    return this.#sent
  }

  async turn(): Promise<void> {
    const n = this.#next++
    if (n % 101 === 0) return this.#burst(n)
    if (n % 97 === 0) return this.#repeat(n)
    if (n % 89 === 0) return this.#expect(401, this.#payload(n, 3), { 'x-hook-signature': 'f'.repeat(64) })
    if (n % 83 === 0) return this.#expect(401, this.#payload(n, 3), { 'x-hook-signature': '' })
    if (n % 79 === 0) return this.#expect(400, '{"trigger":"chats:assign","data":{"agents":7}}')
    if (n % 73 === 0) return this.#expect(400, `${'['.repeat(5000)}`)
    if (n % 71 === 0) return this.#event(n)
    if (n % 1009 === 0) return this.#hangUp()
    if (n % 5003 === 0) return this.#drip()
    if (n % 1511 === 0) return this.#ask(n, 2000)
    return this.#ask(n, n % 50 === 0 ? 200 : 20)
  }

  close(): void {
    this.#agent.destroy()
  }

  #roster(n: number, size: number): readonly SoakAgent[] {
    return Array.from({ length: size }, (_, i) => ({
      id: `agent-${n}-${i}`,
      status: (n + i) % 7 === 0 ? 'paused' : (n + i) % 11 === 0 ? 'offline' : 'online',
      capacity: (n * 31 + i * 17) % 4,
    }))
  }

  #payload(
    n: number,
    size: number,
    chat: string = `chat-${n}`,
    agents: readonly SoakAgent[] = this.#roster(n, size),
  ): string {
    const at = Math.floor(Date.now() / 1000)
    return JSON.stringify({
      trigger: 'chats:assign',
      appId: 'soak',
      data: {
        agents: agents.map((agent) => ({
          ...agent,
          name: `Agent ${agent.id}`,
          contact: `${agent.id}@agents.example`,
          chats: [],
          invitations: [],
          rejections: [],
          lastActivity: at - 5,
          restrictions: { rooms: ['1', '2'], languages: [] },
          extraInfo: {},
        })),
        chat: {
          id: chat,
          room: '1',
          lang: 'en',
          creator: `customer-${n}`,
          created: at,
          rejectedBy: [],
          usersInvited: [],
        },
      },
      created_at: at,
    })
  }

  async #ask(n: number, size: number): Promise<void> {
    const chat = `chat-${n}`
    this.#judge(await this.#named(this.#payload(n, size)), this.#roster(n, size), chat)
  }

  async #burst(n: number): Promise<void> {
    const agents = [
      { id: `few-${n}`, status: 'online', capacity: 2 },
      { id: `one-${n}`, status: 'online', capacity: 1 },
    ]
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const chat = `burst-${n}-${i}-0`
        const named = await this.#named(this.#payload(n, 0, chat, agents))
        this.#judge(named, agents, chat)
        return named
      }),
    )
    for (const { id, capacity } of agents) {
      if (answers.filter((named) => named === id).length > capacity) this.findings.overfilled++
    }
  }

  async #repeat(n: number): Promise<void> {
    const body = this.#payload(n, 10)
    const answers = await Promise.all(Array.from({ length: 5 }, () => this.#named(body)))
    this.findings.repeats += answers.length - 1
    if (new Set(answers).size > 1) this.findings.contradicted++
    this.#judge(answers[0], this.#roster(n, 10), `chat-${n}`)
  }

  async #event(n: number): Promise<void> {
    const at = Math.floor(Date.now() / 1000)
    const body = JSON.stringify({
      trigger: 'chats:close',
      data: { chatId: `chat-${n - 1}`, userId: 'system', n },
      created_at: at,
    })
    await this.#expect(200, body)
    this.findings.events++
  }

  async #expect(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const answer = await this.#send(body, headers)
    if (answer.status !== status) this.findings.unexpected++
    if (status >= 400) this.findings.refused++
  }

  async #named(body: string): Promise<string | undefined> {
    const { status, text, ms } = await this.#send(body)
    if (status !== 200) {
      this.findings.unexpected++
      return undefined
    }
    this.findings.slowestMs = Math.max(this.findings.slowestMs, ms)
    if (ms > this.#target.platformMs) this.findings.late++
    return (JSON.parse(text) as { readonly agentId: string }).agentId
  }

  #judge(named: string | undefined, agents: readonly SoakAgent[], chat: string): void {
    if (named === undefined) return
    this.findings.answers++
    this.findings.chats.add(chat)
    if (named === '') {
      this.findings.blank++
      return
    }
    const agent = agents.find(({ id }) => id === named)
    if (agent === undefined || agent.status !== 'online' || agent.capacity <= 0) this.findings.invalid++
  }

  /** Hangs up in the middle of a body. */
  #hangUp(): Promise<void> {
    this.#sent++
    this.findings.cutOff++
    return new Promise((resolve) => {
      const socket = this.#socket(resolve)
      socket.write(`${head}Content-Length: 50000\r\n\r\n{"trigger":`, () => socket.destroy())
    })
  }

  /** Sends a byte now and then until it is cut off; nobody waits for it. */
  async #drip(): Promise<void> {
    this.#sent++
    this.findings.cutOff++
    const socket = this.#socket(() => clearInterval(drip))
    socket.write(`${head}Content-Length: 1000\r\n\r\n{`)
    const drip = setInterval(() => socket.write(' '), 200)
    socket.resume()
  }

  #socket(closed: () => void): ReturnType<typeof connect> {
    const { hostname, port } = new URL(this.#target.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.on('close', closed)
    return socket
  }

  #send(
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly text: string; readonly ms: number }> {
    this.#sent++
    const began = performance.now()
    return new Promise((resolve, reject) => {
      const request = post(
        `${this.#target.url}/webhooks/inbenta`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-hook-signature': createHmac('sha256', this.#target.secret).update(body).digest('hex'),
            ...headers,
          },
        },
        (response) => {
          let text = ''
          response.on('data', (chunk) => (text += String(chunk)))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - began }))
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }
}

const head = 'POST /webhooks/inbenta HTTP/1.1\r\nHost: soak\r\nX-Hook-Signature: aa\r\n'
