import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtin, catalog, nearest, parsePolicy, PolicyError, PolicyStrategy } from '@pointsman/core'
import type { DecodeOptions } from '@pointsman/inbenta'
import type { Chooser } from '../choose/chooser.ts'
import { PluginError } from '../isolate/plugin-error.ts'
import { PluginPool } from '../isolate/plugin-pool.ts'
import type { Log } from '../log.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './config.ts'

/** The strategies that a configuration names. */
export interface Choosers {
  readonly strategy: Chooser
  readonly fallback: readonly Chooser[]
  readonly shadows: readonly Chooser[]
}

/** Makes the strategies of a configuration and starts its plug-ins. Throws a ConfigError for what cannot be. */
export async function makeChoosers(
  config: Config,
  folder: string,
  decode: Omit<DecodeOptions, 'id'>,
  log: Log,
): Promise<Choosers> {
  const made = new Map<string, Chooser>()
  const put = (at: string, chooser: Chooser): void => {
    if (made.has(chooser.name) || catalog.some(({ policy }) => policy.name === chooser.name)) {
      throw new ConfigError(`${at}: expected a name of its own, got ${JSON.stringify(chooser.name)} once more`)
    }
    made.set(chooser.name, chooser)
  }
  config.policies.forEach((value, i) => put(`policies[${i}].name`, policyChooser(value, `policies[${i}]`, log)))
  try {
    for (const [i, file] of config.plugins.entries()) {
      put(`plugins[${i}]`, await pluginChooser(resolve(folder, file), `plugins[${i}]`, decode, log))
    }
    const find = (name: string, at: string): Chooser =>
      made.get(name) ?? builtinChooser(name) ?? unknown(name, at, made)
    return {
      strategy: find(config.strategy, 'strategy'),
      fallback: config.fallback.map((name, i) => find(name, `fallback[${i}]`)),
      shadows: config.shadow.map((name, i) => find(name, `shadow[${i}]`)),
    }
  } catch (error) {
    for (const chooser of made.values()) if (chooser.kind === 'isolated') await chooser.close()
    throw error
  }
}

function builtinChooser(name: string): Chooser | undefined {
  const strategy = builtin(name)
  const entry = catalog.find(({ policy }) => policy.name === name)
  if (strategy === undefined || entry === undefined) return undefined
  const { require, prefer } = entry.policy
  const words = [require.map((rule) => rule.name), prefer.map((key) => [key.name, key.wants])]
  return { kind: 'inline', name, version: versionOf(JSON.stringify(words)), strategy }
}

function policyChooser(value: unknown, at: string, log: Log): Chooser {
  try {
    const { policy, warnings } = parsePolicy(value, at)
    for (const warning of warnings) log.warn({}, warning)
    const strategy = new PolicyStrategy(policy)
    return { kind: 'inline', name: strategy.name, version: versionOf(JSON.stringify(value)), strategy }
  } catch (error) {
    if (error instanceof PolicyError) throw new ConfigError(error.message)
    throw error
  }
}

async function pluginChooser(file: string, at: string, decode: Omit<DecodeOptions, 'id'>, log: Log): Promise<Chooser> {
  const source = await readFile(file).catch(({ code }: NodeJS.ErrnoException) => {
    const got = code === 'EISDIR' ? 'a folder' : code === 'ENOENT' ? 'nothing' : String(code)
    throw new ConfigError(`${at}: expected a plug-in's file, got ${got} at ${file}`)
  })
  try {
    return await PluginPool.start({ plugin: pathToFileURL(file).href, version: versionOf(source), decode, log })
  } catch (error) {
    if (error instanceof PluginError) throw new ConfigError(`${at}: expected a plug-in strategy, got ${error.message}`)
    throw error
  }
}

function unknown(name: string, at: string, made: ReadonlyMap<string, Chooser>): never {
  const names = [...made.keys(), ...catalog.map(({ policy }) => policy.name)]
  const near = nearest(name, names)
  const expected = near === undefined ? `one of ${names.join(', ')}` : `a strategy (did you mean ${near}?)`
  throw new ConfigError(`${at}: expected ${expected}, got ${JSON.stringify(name)}`)
}

function versionOf(source: string | Uint8Array): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 12)
}
