import { ApiError } from '@pointsman/inbenta/api'
import { describeValue } from '@pointsman/wire'
import { startEmulator, type Emulator } from '../emulator.ts'
import { threeAgents, threeProfiles } from '../three-agents.ts'
import { assumptions } from './assumptions.ts'
import { Receiver } from './receiver.ts'
import { Tenant, type TenantOptions } from './tenant.ts'
import { tryAssumption, type Verdict } from './verdict.ts'

/** The tenant cannot be asked: one line says why. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
}

/** What was asked, and what it said. */
export interface ContractRun {
  readonly of: string
  readonly verdicts: readonly Verdict[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Tries every assumption: on the tenant that the environment names, else on the emulator, with queue mode and without. */
export async function contractRun(environment: Environment): Promise<ContractRun> {
  const named = readEnvironment(environment)
  if (named === undefined) {
    const [queue, search] = [await onEmulator('queue'), await onEmulator('search')]
    const verdicts = queue.map((verdict, i) => worse(verdict, search[i] as Verdict))
    return { of: 'the emulator, with queue mode and without', verdicts }
  }
  const { host, port, webhookUrl, ...options } = named
  const receiver = new Receiver()
  if (webhookUrl !== undefined) await receiver.open(port, host)
  try {
    const webhook = webhookUrl === undefined ? {} : { webhook: { receiver, url: webhookUrl } }
    return { of: options.url, verdicts: await tryAll(new Tenant({ ...options, ...webhook })) }
  } catch (error) {
    if (error instanceof ApiError || error instanceof TypeError)
      throw new ContractError(error.message, { cause: error })
    throw error
  } finally {
    if (webhookUrl !== undefined) await receiver.close()
  }
}

/** Tries every assumption on the emulator in this mode. */
async function onEmulator(mode: 'queue' | 'search'): Promise<readonly Verdict[]> {
  const emulator = await startEmulator({
    agents: threeAgents,
    profiles: threeProfiles,
    settings: { mode, interval: 2, queueUpdateEvery: 0.2 },
  })
  const receiver = new Receiver()
  const url = await receiver.open(0)
  try {
    return await tryAll(new Tenant(ofEmulator(emulator, { receiver, url })))
  } finally {
    await emulator.stop()
    await receiver.close()
  }
}

/** What is known of an emulator that was just started. */
export function ofEmulator(emulator: Emulator, webhook: TenantOptions['webhook']): TenantOptions {
  return {
    ...emulator.credentials,
    url: `${emulator.url}/v1`,
    room: '1',
    agentId: threeAgents[0]?.id,
    webhook,
    patienceMs: 3000,
    intervalMs: 6000,
  }
}

/** Tries every assumption. */
export async function tryAll(tenant: Tenant): Promise<readonly Verdict[]> {
  await tenant.begin()
  const verdicts: Verdict[] = []
  for (const assumption of assumptions) verdicts.push(await tryAssumption(assumption, tenant))
  return verdicts
}

/** Of two runs a refutation counts before a confirmation, and that before nothing. */
function worse(one: Verdict, other: Verdict): Verdict {
  const order: readonly Verdict['outcome'][] = ['refuted', 'confirmed', 'not tried']
  return order.indexOf(one.outcome) <= order.indexOf(other.outcome) ? one : other
}

type Named = Omit<TenantOptions, 'webhook'> & {
  readonly port: number
  readonly host: string
  readonly webhookUrl: string | undefined
}

/** What the environment says of a tenant; undefined where it names none. */
function readEnvironment(environment: Environment): Named | undefined {
  const given = (name: string): string | undefined => environment[`AGENT_CHAT_${name}`] || undefined
  const url = given('URL')
  if (url === undefined) return undefined
  const needed = (name: string): string => {
    const value = given(name)
    if (value === undefined) throw new ContractError(`AGENT_CHAT_${name}: expected it beside AGENT_CHAT_URL`)
    return value
  }
  return {
    url: url.replace(/\/+$/, ''),
    appId: needed('APP_ID'),
    secret: needed('SECRET'),
    room: given('ROOM'),
    domainKey: given('DOMAIN_KEY'),
    agentId: given('AGENT'),
    webhookUrl: given('WEBHOOK_URL'),
    host: given('WEBHOOK_HOST') ?? '127.0.0.1',
    port: portIn(given('WEBHOOK_PORT') ?? '8090'),
    patienceMs: 10_000,
    intervalMs: 90_000,
  }
}

function portIn(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new ContractError(`AGENT_CHAT_WEBHOOK_PORT: expected a port, got ${describeValue(text)}`)
}
