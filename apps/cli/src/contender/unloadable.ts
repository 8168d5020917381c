import { spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unreadable } from '../input/unreadable.ts'

/** Why a plug-in could not be imported, in a line that begins with its path. */
export async function unloadable(path: string, error: unknown): Promise<string> {
  const missing = await stat(path).then(
    (found) => (found.isDirectory() ? 'expected a file, got a folder' : undefined),
    unreadable,
  )
  if (missing !== undefined) return `${path}: ${missing}`
  const { code, message = String(error) } = error as NodeJS.ErrnoException
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT') {
    return `${path}: cannot be loaded: ${notFound(message)}`
  }
  const line = error instanceof SyntaxError ? lineOf(path, error) : undefined
  return `${path}${line === undefined ? '' : `:${line}`}: cannot be loaded: ${message.split('\n', 1)[0]}`
}

/** Node's own words, made plain: `Cannot find package 'nope' imported from /home/me/s.mjs`. */
function notFound(message: string): string {
  const [, kind, what, by] = /^Cannot find (package|module) '(.*)' imported from (.*)$/s.exec(message) ?? []
  if (kind === undefined || what === undefined || by === undefined) return message
  return `cannot find ${kind} ${JSON.stringify(plainPath(what))}, imported by ${plainPath(by)}`
}

function plainPath(text: string): string {
  return text.startsWith('file:') ? fileURLToPath(text) : text
}

/**
 * Where the syntax is wrong. Node says it of an import that does not match only on the error, and of all else only to whoever
 * reads what it prints: so it is asked to check the file once more, alone.
 */
function lineOf(path: string, error: SyntaxError): number | undefined {
  const stated = /^file:.*:(\d+)$/m.exec((error.stack ?? '').split('\n', 1)[0] ?? '')?.[1]
  if (stated !== undefined) return Number(stated)
  const file = resolve(path)
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
  const [where = ''] = (stderr ?? '').split('\n', 1)
  const line = /:(\d+)$/.exec(where)?.[1]
  return line !== undefined && where.includes(file) ? Number(line) : undefined
}
