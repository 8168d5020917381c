import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assumedBotSwitch } from '@pointsman/chatlayer'
import { AgentChatApi } from '@pointsman/inbenta/api'
import { beginChat } from '../bridge/begin-chat.ts'
import { Bridge } from '../bridge/bridge.ts'
import { carry } from '../bridge/carry.ts'
import { Links } from '../bridge/links.ts'
import type { ChatlayerConfig } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { sayNobody } from '../handover/nobody.ts'
import type { Log } from '../log.ts'
import { Gauge } from '../metrics/gauge.ts'
import { FileShelf } from '../outbox/file-shelf.ts'
import { Outbox } from '../outbox/outbox.ts'
import { parseRoster } from '../roster/parse-roster.ts'
import { Roster } from '../roster/roster.ts'
import type { ChatlayerServing } from '../server.ts'
import type { StateFolder } from './state-folder.ts'

/** Chatlayer, served; and what has to be let go of at the end. */
export interface OpenChatlayer {
  readonly serving: ChatlayerServing
  readonly gauges: readonly Gauge[]
  close(): Promise<void>
}

/** Opens what the key `chatlayer` describes. Throws a ConfigError where that cannot be. */
export async function openChatlayer(
  config: ChatlayerConfig,
  folder: string,
  state: StateFolder,
  log: Log,
): Promise<OpenChatlayer> {
  const { verifyToken, payload, actions, nobody } = config
  const roster =
    config.roster === undefined ? undefined : await openRoster(resolve(folder, config.roster), config.roster, state)
  const carried = actions === undefined ? undefined : await openOutbox(config, state, log)
  const to = roster ?? carried?.bridge
  return {
    serving: {
      verifyToken,
      payload,
      to,
      ...(nobody === undefined || carried === undefined ? {} : { sayNobody: sayNobody(nobody, carried.outbox) }),
    },
    gauges: carried?.gauges ?? [],
    close: async () => {
      await carried?.close()
      if (roster !== undefined) await state.saveRoster(roster.dump())
    },
  }
}

async function openRoster(path: string, shown: string, state: StateFolder): Promise<Roster> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(
      `chatlayer.roster: expected a roster file, got ${code === 'ENOENT' ? 'nothing' : code} at ${shown}`,
    )
  }
  try {
    return new Roster(parseRoster(text), await state.roster())
  } catch (error) {
    throw new ConfigError(`chatlayer.roster: ${shown}: ${(error as Error).message}`)
  }
}

async function openOutbox(
  { actions, agentChat, payload }: ChatlayerConfig,
  state: StateFolder,
  log: Log,
): Promise<{
  readonly outbox: Outbox
  readonly bridge: Bridge | undefined
  readonly gauges: readonly Gauge[]
  readonly close: () => Promise<void>
}> {
  const { url = '', token = '', pause, resume } = actions ?? {}
  const api =
    agentChat === undefined
      ? undefined
      : new AgentChatApi({
          url: agentChat.url,
          credentials: { appId: agentChat.appId, secret: agentChat.secret },
          // The outbox tries again; a call that is repeated underneath it would hide what may have been taken.
          attempts: 1,
        })
  const outbox = await Outbox.open({
    shelf: await FileShelf.at(state.path, 'outbox'),
    deliver: carry({
      api,
      actions: { url: url.replace(/\/+$/, ''), token },
      botSwitch: { pause: pause ?? assumedBotSwitch.pause, resume: resume ?? assumedBotSwitch.resume },
    }),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    onBuried: ({ id }, why) => log.error({ parcel: id, why }, 'given up: it is with the dead letters'),
  })
  const links = api === undefined ? undefined : await Links.open(await FileShelf.at(state.path, 'links'))
  const begin = beginning(agentChat, payload)
  const bridge = links === undefined || begin === undefined ? undefined : new Bridge({ links, outbox, begin })
  return {
    outbox,
    bridge,
    gauges: [
      new Gauge('pointsman_outbox_waiting', 'What has not reached the other system yet.', () => outbox.waiting),
      new Gauge('pointsman_outbox_buried', 'What was given up since the start.', () => outbox.buried),
      new Gauge('pointsman_conversations', 'Conversations that are with Agent Chat.', () => links?.open ?? 0),
    ],
    close: async () => {
      await outbox.close()
      await links?.shut()
    },
  }
}

/** Reading may be repeated while a customer waits; that is the client's own business. */
function beginning(
  agentChat: ChatlayerConfig['agentChat'],
  reading: ChatlayerConfig['payload'],
): ((event: Parameters<typeof beginChat>[0]) => ReturnType<typeof beginChat>) | undefined {
  if (agentChat === undefined) return undefined
  const { url, appId, secret, source } = agentChat
  const api = new AgentChatApi({ url, credentials: { appId, secret } })
  return (event) => beginChat(event, { api, reading, source })
}
