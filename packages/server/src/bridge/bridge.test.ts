import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagesEvent, OffloadEvent, TranscriptEntry } from '@pointsman/chatlayer'
import type { Payload } from '@pointsman/inbenta'
import { afterEach, describe, expect, test } from 'vitest'
import { FileShelf } from '../outbox/file-shelf.ts'
import { Outbox } from '../outbox/outbox.ts'
import type { Deliver } from '../outbox/parcel.ts'
import { Bridge, type BridgeOptions } from './bridge.ts'
import { endLink } from './end-link.ts'
import type { Link } from './link.ts'
import { Links } from './links.ts'
import { dropped, type Carried } from './parcels.ts'
import { passOn } from './pass-on.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'bridge-'))
  closers.push(() => rm(made, { recursive: true }))
  return made
}

const offload = (at = 1, session = 's'): OffloadEvent => ({
  event: 'offload',
  botId: 'bot',
  version: 'LIVE',
  session,
  channel: '',
  at,
  transcript: [],
  payload: {},
})

const linkOf = ({ session, at }: OffloadEvent, chat = 'c'): Link => ({
  session,
  botId: 'bot',
  version: 'LIVE',
  chat,
  user: 'u',
  offloadedAt: at,
  before: 0,
  handedOver: [],
})

const says = (text: string): MessagesEvent => {
  const entry: TranscriptEntry = {
    actor: 'user',
    at: undefined,
    message: { kind: 'text', text },
    sender: undefined,
    id: text,
  }
  return { event: 'messages', botId: 'bot', version: 'LIVE', session: 's', channel: '', at: 1, messages: [entry] }
}

const told = (id: string, sender = 'ana'): Payload => ({
  trigger: 'messages:new',
  data: { message: { id, chat: 'c', sender, type: 'text', message: id } },
})

interface Place {
  readonly bridge: Bridge
  readonly links: Links
  readonly outbox: Outbox
  readonly carried: Carried[]
}

async function place(given: Partial<BridgeOptions> = {}, deliver?: Deliver): Promise<Place> {
  const at = await folder()
  const carried: Carried[] = []
  const outbox = await Outbox.open({
    shelf: await FileShelf.at(at, 'outbox'),
    after: () => () => undefined,
    deliver:
      deliver ??
      (({ body }) => {
        carried.push(body as Carried)
        return Promise.resolve({ kind: 'done' })
      }),
  })
  const links = await Links.open(await FileShelf.at(at, 'links'))
  closers.push(async () => {
    await outbox.close()
    await links.shut()
  })
  const bridge = new Bridge({
    links,
    outbox,
    begin: (event) => Promise.resolve(linkOf(event)),
    catchUp: () => Promise.resolve(),
    drop: async (chat) => void (await outbox.put(dropped(chat))),
    limit: () => new AbortController().signal,
    release: () => undefined,
    catchUpWords: () => Promise.resolve(),
    caughtUp: Promise.resolve(),
    missed: () => undefined,
    ...given,
  })
  return { bridge, links, outbox, carried }
}

const textsOf = (carried: readonly Carried[]): readonly string[] =>
  carried.map((one) => ('text' in one ? one.text : one.to))

describe('what comes back', () => {
  test('HV20 words of the bot, of the platform and of the customer do not come back to the customer', async () => {
    const { bridge, outbox, carried } = await place()
    await bridge.offload(offload())
    for (const sender of ['assistant', 'system', '', 'u']) await bridge.heard(told(`of ${sender}`, sender))
    await bridge.heard(told('hello'))
    await outbox.empty()
    expect(textsOf(carried)).toEqual(['hello'])
  })

  test('HV21 what an agent said before there was a link comes back, and before what they said later', async () => {
    let look: () => void = () => undefined
    const { bridge, links, outbox, carried } = await place({
      catchUp: async (linked) => {
        await new Promise<void>((resolve) => (look = resolve))
        for (const id of ['first', 'second'])
          await passOn(linked, { id, chat: 'c', sender: 'ana', text: id }, { links, outbox })
      },
    })
    await bridge.heard(told('first'))
    expect(await bridge.offload(offload())).toEqual({ taken: true })
    const later = bridge.heard(told('second'))
    const last = bridge.heard(told('third'))
    look()
    await Promise.all([later, last])
    await outbox.empty()
    expect(textsOf(carried)).toEqual(['first', 'second', 'third'])
  })

  test('HV22 comes once for as long as the chat is open, however much comes between, also after a restart', async () => {
    const at = await folder()
    const links = await Links.open(await FileShelf.at(at, 'links'))
    await links.add(linkOf(offload()))
    const linked = links.all()[0]
    if (linked === undefined) throw new Error('there is no link')
    const put: string[] = []
    // An outbox that has forgotten all that it ever knew.
    const outbox = { put: ({ id }: { readonly id: string }) => Promise.resolve(put.push(id) > 0) } as unknown as Outbox
    const words = { id: 'm', chat: 'c', sender: 'ana', text: 'hello' }
    await passOn(linked, words, { links, outbox })
    await passOn(linked, words, { links, outbox })
    await links.shut()
    const again = await Links.open(await FileShelf.at(at, 'links'))
    for (const one of again.all()) await passOn(one, words, { links: again, outbox })
    expect(put).toEqual(['out:c:m'])
    await again.shut()
  })

  test('HV22 the file of the links is tidied while it is in use, and holds what is open', async () => {
    const at = await folder()
    const links = await Links.open(await FileShelf.at(at, 'links'))
    await links.add(linkOf(offload(1, 'kept'), 'kept'))
    for (let i = 0; i < 250; i++) {
      await links.add(linkOf(offload(1, `${i}`), `${i}`))
      const linked = links.ofChat(`${i}`)
      if (linked === undefined) throw new Error('there is no link')
      for (let n = 0; n < 100; n++) links.passOn(linked, `${i}-${n}`)
      await links.close(linked)
    }
    await links.shut()
    const lines = (await readFile(join(at, 'links.ndjson'), 'utf8')).split('\n').length
    expect(lines).toBeLessThan(10_000)
    const again = await Links.open(await FileShelf.at(at, 'links'))
    expect([again.open, again.ofSession('kept')?.chat, again.ofChat('249')?.closed]).toEqual([1, 'kept', true])
    await again.shut()
  })
})

describe('an offload', () => {
  test('HV23 that takes too long is refused, and the chat that is made all the same is closed', async () => {
    const limit = new AbortController()
    let made: (link: Link) => void = () => undefined
    const { bridge, links, outbox, carried } = await place({
      limit: () => limit.signal,
      begin: () => new Promise((resolve) => (made = resolve)),
    })
    const taking = bridge.offload(offload())
    const said = bridge.said(says('still there?'))
    await Promise.resolve()
    limit.abort()
    await expect(taking).rejects.toThrow(/^Agent Chat made no chat in time$/)
    await said
    made(linkOf(offload()))
    await expect.poll(() => carried).toEqual([{ to: 'nobody', chat: 'c' }])
    await outbox.empty()
    expect(links.open).toBe(0)
  })

  test('HV23 of the same conversation waits for one that is late, whose chat is not its own', async () => {
    const limits = [new AbortController(), new AbortController()]
    const makers: (() => void)[] = []
    let drawn = 0
    const { bridge, links, carried } = await place({
      limit: () => (limits[drawn++] as AbortController).signal,
      begin: (event) =>
        new Promise((resolve) => {
          const chat = `chat ${makers.length}`
          makers.push(() => resolve(linkOf(event, chat)))
        }),
    })
    const first = bridge.offload(offload(1))
    await expect.poll(() => makers.length).toBe(1)
    limits[0]?.abort()
    await expect(first).rejects.toThrow(/in time/)
    const second = bridge.offload(offload(2))
    makers[0]?.()
    await expect.poll(() => makers.length).toBe(2)
    makers[1]?.()
    expect(await second).toEqual({ taken: true })
    expect(links.ofSession('s')?.chat).toBe('chat 1')
    await expect.poll(() => carried).toEqual([{ to: 'nobody', chat: 'chat 0' }])
  })

  test('HV24 after a chat whose end we were not told of makes a new chat; the same offload again does not', async () => {
    let chats = 0
    const { bridge, links, outbox, carried } = await place({
      begin: (event) => Promise.resolve(linkOf(event, `chat ${chats++}`)),
      catchUp: async (linked) => {
        if (linked.chat === 'chat 0' && chats === 1 && linked.passedOn.has('over'))
          await endLink(linked, { links, outbox })
      },
    })
    expect(await bridge.offload(offload(1))).toEqual({ taken: true })
    expect(await bridge.offload(offload(2))).toEqual({ taken: true })
    expect(chats).toBe(1)
    const linked = links.ofSession('s')
    if (linked === undefined) throw new Error('there is no link')
    links.passOn(linked, 'over')
    expect(await bridge.offload(offload(1))).toEqual({ taken: true })
    expect(chats).toBe(1)
    expect(await bridge.offload(offload(3))).toEqual({ taken: true })
    expect([chats, links.ofSession('s')?.chat]).toEqual([2, 'chat 1'])
    await outbox.empty()
    expect(textsOf(carried)).toEqual(['bot'])
  })
})
