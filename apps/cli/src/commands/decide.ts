import { PayloadError, describeValue, parseJson } from '@pointsman/wire'
import { Router } from '@pointsman/core'
import { checkPayload, decodeAssign, isAssign, type AssignPayload, type Payload } from '@pointsman/inbenta'
import { BadInput } from '../input/bad-input.ts'
import { decisionInWords, rankingInWords } from '../decide/decision-in-words.ts'
import { findContender } from '../contender/find-contenders.ts'
import { namesOf } from '../reask/names-of.ts'
import { pageOf } from '../terminal/page.ts'
import { readConfig } from '../input/read-config.ts'
import { readText } from '../input/read-text.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `decide`. */
export interface DecideOptions {
  readonly strategy: string
  readonly policies: readonly string[]
  readonly config?: string
  readonly explain?: boolean
  readonly json?: boolean
  readonly seed: number
}

/** One decision for one payload; a pass is a decision too. */
export async function decide(path: string, options: DecideOptions, surroundings: Surroundings): Promise<number> {
  const config = await readConfig(options.config)
  const policies = [...options.policies, ...(config?.policies ?? [])]
  const where = { policies, seed: options.seed, warn: warn(surroundings) }
  const contender = await findContender(options.strategy, where)
  const payload = parsed(path, await readText(path, surroundings.stdin))
  const { explanation } = new Router(contender.make()).route(decodeAssign(payload, config?.decode), { explain: true })
  if (explanation === undefined) throw new Error('a new router has answered nothing before')
  if (options.json) {
    const { decision } = explanation
    const told = { pointsman: 'decision/1', strategy: contender.name, decision }
    const document = options.explain ? { ...told, explanation } : told
    await write(surroundings.stdout, `${JSON.stringify(document, null, 2)}\n`)
    return 0
  }
  const page = pageOf(surroundings)
  const names = namesOf(payload)
  const ranking = options.explain ? rankingInWords(explanation, names, page) : ''
  await write(surroundings.stdout, `${decisionInWords(explanation, names, page)}${ranking}`)
  return 0
}

function parsed(path: string, text: string): AssignPayload {
  const file = path === '-' ? 'standard input' : path
  try {
    const payload = payloadOf(parseJson(text))
    if (isAssign(payload)) return payload
    throw new BadInput(`${file}: trigger: expected "chats:assign", got ${JSON.stringify(payload.trigger)}`)
  } catch (error) {
    if (error instanceof PayloadError) throw new BadInput(`${file}: ${error.message}`, { cause: error })
    throw error
  }
}

/** A payload as it was posted, or the one that a journal's line holds. */
function payloadOf(value: unknown): Payload {
  if (typeof value !== 'object' || value === null || 'trigger' in value || !('event' in value))
    return checkPayload(value)
  const { source = 'inbenta', event } = value as { readonly source?: unknown; readonly event: unknown }
  if (source !== 'inbenta') throw new PayloadError('source', '"inbenta"', describeValue(source))
  try {
    return checkPayload(event)
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new PayloadError(error.path === '' ? 'event' : `event.${error.path}`, error.expected, error.got)
  }
}
