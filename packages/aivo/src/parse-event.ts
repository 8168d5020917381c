import { describeValue, Fields, parseJson, PayloadError } from '@pointsman/wire'
import type { AivoAgent, AivoEvent, UnknownEvent } from './event.ts'
import { quoteLongIntegers } from './long-integers.ts'
import { queuedName } from './queued-event.ts'

/**
 * Reads an event from the body's text. Strict about what we use, tolerant of what else there is. Throws a `PayloadError`
 * for the first thing that is wrong; an event of a name that is not documented is no error.
 */
export function parseEvent(text: string): AivoEvent | UnknownEvent {
  const root = new Fields(parseJson(quoteLongIntegers(text)), '')
  const called = root.text('name')
  const name = called === queuedName ? 'queued' : known.find((one) => one === called)
  if (name === undefined) return { name: 'unknown', called }
  const data = root.fields('data')
  const nanoseconds = nanosecondsOf(root)
  const told = {
    room: root.text('roomId'),
    nanoseconds,
    at: Number(nanoseconds / 1000n) / 1e6,
    botId: root.id('botId'),
    hash: data.optionalText('hash'),
    agent: agentOf(data),
  }
  switch (name) {
    case 'queued':
      return { ...told, name, groups: groupsOf(data) }
    case 'attended':
      if (told.agent === undefined) throw new PayloadError('data.agent.nickname', 'text', 'nothing')
      return { ...told, name, agent: told.agent }
    case 'transfer':
      return { ...told, name, from: data.id('originGroup'), to: data.id('target'), value: data.optionalText('value') }
    case 'messageToClient':
      return {
        ...told,
        name,
        action: data.oneOf('action', ['text', 'image', 'file']),
        value: data.anyText('value'),
        source: data.oneOf('source', ['agent', 'trigger']),
      }
    case 'close':
      return { ...told, name, reason: data.optionalText('reason') }
  }
}

/** Aivo's own. */
const known = ['attended', 'transfer', 'messageToClient', 'close'] as const

function groupsOf(data: Fields): readonly string[] {
  const groups = data.list('groups')
  if (groups.length === 0) throw new PayloadError(data.at('groups'), 'a list of at least one group', 'none')
  return groups.map((group, place) => new Fields({ [place]: group }, data.at('groups')).id(String(place)))
}

function agentOf(data: Fields): AivoAgent | undefined {
  if (data.value('agent') === undefined) return undefined
  const agent = data.fields('agent')
  const [name, nickname] = [agent.optionalText('name'), agent.optionalText('nickname')]
  return name === '' && nickname === '' ? undefined : { name, nickname, group: agent.optionalId('groupId') }
}

function nanosecondsOf(root: Fields): bigint {
  const value = root.value('timestamp')
  // Long integers come as text; what is shorter were seconds or milliseconds.
  if (typeof value === 'string' && /^\d{18,19}$/.test(value)) return BigInt(value)
  throw new PayloadError(
    'timestamp',
    'nanoseconds since 1970 (a whole number of 18 or 19 digits)',
    describeValue(value),
  )
}
