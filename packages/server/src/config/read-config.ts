import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import type { Environment } from './environment.ts'
import { defaultConfig, parseConfig } from './parse-config.ts'
import type { Config } from './config.ts'

/** A configuration, and the folder that its relative paths are relative to. */
export interface ReadConfig {
  readonly config: Config
  readonly folder: string
}

/** Reads the configuration file; without one, the defaults, relative to the working directory. */
export async function readConfig(file: string | undefined, environment: Environment): Promise<ReadConfig> {
  if (file === undefined) return { config: defaultConfig(environment), folder: process.cwd() }
  const path = resolve(file)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(`${file}: expected a configuration file, got ${code === 'ENOENT' ? 'nothing' : String(code)}`)
  }
  try {
    return { config: parseConfig(json(text), environment), folder: dirname(path) }
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${file}: ${error.message}`)
    throw error
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new ConfigError(`expected JSON, got something else (${(error as Error).message.replaceAll(/\s+/g, ' ')})`)
  }
}
