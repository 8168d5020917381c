// Runs in a worker thread: loads one plug-in, and asks it.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { adopt, type Strategy } from '@pointsman/core'
import { decodeAssign, parsePayload, type AssignPayload } from '@pointsman/inbenta'
import { ledgerOf } from '../choose/ledger-view.ts'
import { nodeText } from '../node/node-text.ts'
import type { Call, Said, WorkerStart } from './messages.ts'

const port = parentPort as MessagePort
const { plugin, decode } = workerData as WorkerStart

const say = (said: Said): void => port.postMessage(said)

try {
  const loaded = (await import(plugin)) as { readonly default?: unknown }
  const strategy = adopt(loaded.default)
  port.on('message', (call: Call) => say(answer(strategy, call)))
  say({ ready: strategy.name })
} catch (error) {
  say({ unusable: oneLine(error) })
}

function answer(strategy: Strategy, { call, what, id, bytes, view }: Call): Said {
  try {
    const payload = parsePayload(nodeText(bytes)) as AssignPayload
    const request = decodeAssign(payload, { ...decode, id })
    const ledger = ledgerOf(view)
    if (what === 'decide') return { call, decision: plain(strategy.decide(request, ledger)) }
    return { call, explanation: plain(strategy.explain(request, ledger)) }
  } catch (error) {
    return { call, failed: error instanceof TypeError ? 'rubbish' : 'threw', message: oneLine(error) }
  }
}

/** What a stranger returns may hold what cannot be sent. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0] ?? ''
}
