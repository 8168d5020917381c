import { writeFileSync } from 'node:fs'
import type { Fact } from '@pointsman/core'
import { readRecording } from '@pointsman/recording'
import { afterEach, expect, test } from 'vitest'
import { actionsStandIn } from '../testing/actions-stand-in.ts'
import { aivoStandIn, botToken, type Room } from '../testing/aivo-stand-in.ts'
import { hashOf } from '../testing/hash-of-session.ts'
import { freePort, killable } from '../testing/killable.ts'
import { temporary } from '../testing/temporary.ts'

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const count = process.env['POINTSMAN_LONG'] === undefined ? 120 : 600
const lanes = 24
const resumed = '{"setBotPaused":false}'
const paused = '{"setBotPaused":true}'

test(
  'HV36 the server killed and started again midway: no wish leaves twice, every conversation in the queue is an arrival, nothing that was said is lost',
  () =>
    temporary({}, async (path) => {
      const aivo = await aivoStandIn()
      const actions = await actionsStandIn()
      closers.push(
        () => aivo.stop(),
        () => actions.stop(),
      )
      const own = await freePort()
      const message = { url: aivo.messageUrl, body: { conversation: '{room}', text: '{text}' } }
      const config = {
        inbenta: { secrets: ['hook-secret'] },
        journal: { path: './journal' },
        state: './state',
        aivo: { token: 'aivo-token', queue: { botId: 1000, botToken, url: aivo.queueUrl, withinMs: 2000 }, message },
        chatlayer: {
          verifyToken: 'verify',
          payload: { defaultQueue: '2179' },
          aivo: true,
          actions: { url: actions.url, token: 'actions-token' },
        },
      }
      writeFileSync(path('pointsman.json'), JSON.stringify(config))
      const serve = killable(['serve', '--config', path('pointsman.json'), '--port', String(own)], /"url":"http/)
      await serve.start()
      closers.push(() => serve.kill())
      /** Tries until it is taken: the server may be dead just now. */
      const insist = async (to: string, body: string): Promise<object> => {
        let answer: object = {}
        await expect
          .poll(
            async () => {
              const response = await fetch(`http://127.0.0.1:${own}/webhooks/${to}`, { method: 'POST', body }).catch(
                () => undefined,
              )
              if (response?.status !== 200) return false
              const text = await response.text().catch(() => undefined)
              if (text === undefined) return false
              answer = text === '' ? {} : (JSON.parse(text) as object)
              return true
            },
            { timeout: 60_000, interval: 20 },
          )
          .toBe(true)
        return answer
      }
      const say = (event: object): Promise<object> => {
        const whole = { botId: 'bot', version: 'LIVE', timestamp: '2026-01-05T10:00:00.000Z', ...event }
        return insist('chatlayer?challenge.verifyToken=verify', JSON.stringify(whole))
      }
      const tell = (event: string): Promise<object> => insist('aivo?token=aivo-token', event)
      const sessions = Array.from({ length: count }, (_, i) => `session-${i}`)
      const hashes = new Map(sessions.map((session) => [hashOf(session), session]))
      const roomsOf = (session: string): readonly Room[] =>
        aivo.rooms.filter(({ hash }) => hashes.get(hash) === session)
      const wishes = new Map<string, number>()
      let over = 0
      let kills = 0
      /** While wishes are under way: the kill does not wait for anybody. */
      const mayKill = async (): Promise<void> => {
        if (over === count || over % (count / 4) !== 0) return
        kills += 1
        await serve.kill()
        await serve.start()
      }
      const attend = async (room: Room, name: string): Promise<void> => {
        await tell(aivo.event('attended', room, { agent: { name: 'Tomas', nickname: 'tom', groupId: 2179 } }))
        for (const n of [1, 2, 3])
          await tell(aivo.event('messageToClient', room, { action: 'text', value: `${name} ${n}`, source: 'agent' }))
      }
      const converse = async (session: string): Promise<void> => {
        for (let n = 0; ; n++) {
          wishes.set(session, n + 1)
          const timestamp = new Date(Date.UTC(2026, 0, 5, 10, 0, n)).toISOString()
          const answer = await say({ event: 'offload', sessionId: session, timestamp, transcript: [] })
          if ((answer as { offloadSuccess: boolean }).offloadSuccess) break
          const room = roomsOf(session)[n]
          if (room === undefined) continue
          await attend(room, 'late')
          await tell(aivo.event('close', room))
        }
        const room = roomsOf(session).at(-1) as Room
        for (const n of [1, 2, 3]) {
          const said = { messageType: 'text', text: `question ${n}`, id: `${session}-${n}`, sender: { id: session } }
          await say({ event: 'messages', sessionId: session, messages: [{ actor: 'user', message: said }] })
        }
        await attend(room, 'answer')
        await tell(aivo.event('close', room, { reason: 'agent' }))
        over += 1
        await mayKill()
      }
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let i = lane; i < sessions.length; i += lanes) await converse(sessions[i] as string)
        }),
      )
      await expect
        .poll(() => sessions.filter((session) => actions.heard.get(session)?.at(-1) !== resumed), { timeout: 60_000 })
        .toEqual([])
      await expect
        .poll(() => sessions.filter((session) => !roomsOf(session).at(-1)?.said.includes('question 3')), {
          timeout: 60_000,
        })
        .toEqual([])
      await serve.kill()
      expect(kills).toBe(3)
      let twice = 0
      /** In order, and what comes again comes right behind itself. */
      const once = (texts: readonly string[]): readonly string[] => {
        const kept = texts.filter((text, i) => text !== texts[i - 1])
        twice += texts.length - kept.length
        return kept
      }
      for (const session of sessions) {
        const rooms = roomsOf(session)
        expect(aivo.calls.get(hashOf(session)) ?? 0).toBeLessThanOrEqual(wishes.get(session) ?? 0)
        expect(once(rooms.at(-1)?.said ?? [])).toEqual(['question 1', 'question 2', 'question 3'])
        const heard = (actions.heard.get(session) ?? []).filter((text) => text !== resumed && text !== paused)
        const names = rooms.map((_, i) => (i === rooms.length - 1 ? 'answer' : 'late'))
        expect(once(heard)).toEqual(names.flatMap((name) => [1, 2, 3].map((n) => `${name} ${n}`)))
      }
      expect(twice).toBeLessThanOrEqual(lanes * kills * 2)
      const facts: Fact[] = []
      const recording = readRecording(path('journal'), { strict: true })
      for await (const batch of recording.batches())
        for (const item of batch) if (item.kind === 'facts') facts.push(...item.facts)
      const arrived = new Set(facts.filter(({ kind }) => kind === 'arrived').map(({ chat }) => chat))
      expect([...arrived].toSorted()).toEqual(aivo.rooms.map(({ id }) => id))
    }),
  240_000 * (count > 500 ? 4 : 1),
)
