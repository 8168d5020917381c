import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defaultConfig, parseConfig } from './parse-config.ts'
import { configSchema } from './schema.ts'

const secret = { POINTSMAN_INBENTA_SECRET: 'a-secret' }

describe('a configuration', () => {
  test('O1 that is empty has every default', () => {
    expect(parseConfig({}, secret)).toEqual({
      strategy: 'most-free-capacity',
      fallback: ['most-free-capacity'],
      shadow: [],
      guard: 'eligible',
      policies: [],
      plugins: [],
      budgetMs: 3500,
      skills: { from: 'extraInfo.skills', format: 'list' },
      inbenta: {
        secrets: ['a-secret'],
        signature: { input: 'body', encoding: 'auto' },
        reply: 'agentId',
        pairing: false,
        emptyRooms: 'none',
        emptyLanguages: 'any',
        capacityCountsInvitations: true,
        maxBytes: 16_000_000,
      },
      journal: {
        path: './journal',
        fsync: 'batch',
        redact: ['name', 'nickname', 'contact', 'externalId', 'hash'],
        segmentBytes: 67_108_864,
      },
      state: './state',
      store: { kind: 'memory' },
      reservationSeconds: 30,
    })
  })

  test('O1 fills in what is missing inside a key that is there', () => {
    const { inbenta, journal } = parseConfig(
      { inbenta: { reply: 'text', signature: { encoding: 'hex' } }, journal: { fsync: 'always' } },
      secret,
    )
    expect(inbenta).toMatchObject({
      reply: 'text',
      secrets: ['a-secret'],
      signature: { input: 'body', encoding: 'hex' },
    })
    expect(journal).toMatchObject({ fsync: 'always', path: './journal' })
  })

  test('O1 as the specification shows it is taken', () => {
    const shown = {
      strategy: 'most-free-capacity',
      fallback: ['round-robin'],
      shadow: ['longest-idle'],
      policies: [{ name: 'vip first', require: ['online'], prefer: ['free-capacity'] }],
      plugins: ['./my-strategy.mjs'],
      budgetMs: 3500,
      skills: { from: 'extraInfo.skills', format: 'list' },
      inbenta: {
        secrets: ['env:POINTSMAN_INBENTA_SECRET'],
        signature: { input: 'body', encoding: 'auto' },
        reply: 'agentId',
        pairing: false,
      },
      chatlayer: { verifyToken: 'env:CHATLAYER_TOKEN' },
      journal: { path: './journal', fsync: 'batch', redact: ['name', 'nickname', 'contact', 'externalId', 'hash'] },
      state: './state',
      store: { kind: 'memory' },
      reservationSeconds: 30,
      admin: { token: 'env:POINTSMAN_ADMIN_TOKEN' },
    }
    const config = parseConfig(shown, { ...secret, CHATLAYER_TOKEN: 'c', POINTSMAN_ADMIN_TOKEN: 't' })
    expect(config.admin).toEqual({ token: 't' })
    expect(config.chatlayer).toEqual({ verifyToken: 'c', payload: {} })
  })

  const wrong: readonly (readonly [unknown, string])[] = [
    [{ stratgy: 'x' }, 'stratgy: expected a known key (did you mean strategy?), got an unknown key'],
    [{ inbenta: { replys: 'id' } }, 'inbenta.replys: expected a known key (did you mean reply?), got an unknown key'],
    [{ inbenta: { signature: { x: 1 } } }, 'inbenta.signature.x: expected one of input, encoding, got an unknown key'],
    [{ budgetMs: 5000 }, 'budgetMs: expected at most 4500, got 5000'],
    [{ budgetMs: 'fast' }, 'budgetMs: expected a number, got "fast"'],
    [{ budgetMs: 1.5 }, 'budgetMs: expected a whole number, got 1.5'],
    [{ inbenta: { reply: 'xml' } }, 'inbenta.reply: expected "agentId" or "agent" or "id" or "text", got "xml"'],
    [{ inbenta: { secrets: 'abc' } }, 'inbenta.secrets: expected a list, got something else'],
    [{ journal: true }, 'journal: expected false or an object, got true'],
    [{ journal: { fsync: 'often' } }, 'journal.fsync: expected "always" or "batch" or "never", got "often"'],
    [{ journal: { paths: 'x' } }, 'journal.paths: expected a known key (did you mean path?), got an unknown key'],
    [{ store: { kind: 'redis' } }, 'store.url: expected text, got something else'],
    [{ store: { kind: 'file' } }, 'store.kind: expected "memory" or "redis", got "file"'],
    ...['not a url', 'redis://', 'http://127.0.0.1:6379', '127.0.0.1:6379'].map((url): readonly [unknown, string] => [
      { store: { kind: 'redis', url } },
      'store.url: expected redis://… or rediss://…, got something else',
    ]),
    [
      { budgetMs: 1000, store: { kind: 'redis', url: 'redis://127.0.0.1', timeoutMs: 300 } },
      'store.timeoutMs: expected at most 250, a quarter of budgetMs, got 300',
    ],
    [{ reservationSeconds: 0 }, 'reservationSeconds: expected more than 0, got 0'],
    [
      { admin: { token: 'env:NOT_SET' } },
      'admin.token: expected the environment variable NOT_SET to be set, got nothing',
    ],
    [[], 'the configuration: expected an object, got an empty list'],
  ]
  test.each(wrong)('O1 %j is refused in one line', (value, line) => {
    expect(() => parseConfig(value, secret)).toThrow(expect.objectContaining({ message: line }))
  })

  test.each<readonly [string, object, string, unknown]>([
    ['strategy', { strategy: 'env:V' }, 'random', 'random'],
    ['guard', { guard: 'env:V' }, 'listed', 'listed'],
    ['skills.format', { skills: { from: 'a', format: 'env:V' } }, 'map', 'map'],
    ['needs.format', { needs: { from: 'a', format: 'env:V' } }, 'map', 'map'],
    ['inbenta.signature.input', { inbenta: { signature: { input: 'env:V' } } }, 'data', 'data'],
    ['inbenta.signature.encoding', { inbenta: { signature: { encoding: 'env:V' } } }, 'hex', 'hex'],
    ['inbenta.reply', { inbenta: { reply: 'env:V' } }, 'text', 'text'],
    ['inbenta.emptyRooms', { inbenta: { emptyRooms: 'env:V' } }, 'any', 'any'],
    ['inbenta.emptyLanguages', { inbenta: { emptyLanguages: 'env:V' } }, 'none', 'none'],
    ['journal.fsync', { journal: { fsync: 'env:V' } }, 'always', 'always'],
    ['journal.redactionKey', { journal: { redactionKey: 'env:V' } }, 'k'.repeat(16), 'k'.repeat(16)],
    ['journal.redact', { journal: { redact: ['env:V'] } }, 'message', ['message']],
    ['store.kind', { store: { kind: 'env:V' } }, 'memory', 'memory'],
    ['store.url', { store: { kind: 'redis', url: 'env:V' } }, 'redis://127.0.0.1', 'redis://127.0.0.1'],
    ['inbenta.secrets', { inbenta: { secrets: ['env:V'] } }, 'env:HOME', ['env:HOME']],
  ])('O1 %s may come out of the environment', (at, value, variable, expected) => {
    const config: unknown = parseConfig(value, { ...secret, V: variable })
    expect(at.split('.').reduce((found, key) => (found as Record<string, unknown>)[key] as unknown, config)).toEqual(
      expected,
    )
  })

  test('O1 what the environment says is checked as what the file says, and not shown', () => {
    expect(() => parseConfig({ journal: { fsync: 'env:V' } }, { ...secret, V: 'hush' })).toThrow(
      expect.objectContaining({
        message: 'journal.fsync: expected "always" or "batch" or "never", got something else in the variable V',
      }),
    )
    expect(() =>
      parseConfig({ journal: { redactionKey: 'env:VERY_LONG_NAME_INDEED' } }, { ...secret, V: 'x' }),
    ).toThrow(/VERY_LONG_NAME_INDEED/)
    expect(() =>
      parseConfig({ journal: { redactionKey: 'env:LONG_VARIABLE_NAME' } }, { LONG_VARIABLE_NAME: 'x' }),
    ).toThrow(/redactionKey: expected a text that is not too short, got something else/)
  })

  test('O1 without the secret’s variable is refused by the variable’s name, unless it pairs', () => {
    expect(() => parseConfig({}, {})).toThrow(/POINTSMAN_INBENTA_SECRET/)
    expect(parseConfig({ inbenta: { pairing: true } }, {}).inbenta.secrets).toEqual([])
    expect(parseConfig({ inbenta: { pairing: true, secrets: [] } }, {}).inbenta.secrets).toEqual([])
    expect(parseConfig({ inbenta: { pairing: true } }, secret).inbenta.secrets).toEqual(['a-secret'])
    expect(defaultConfig({}).inbenta.secrets).toEqual([])
    expect(defaultConfig(secret).inbenta.secrets).toEqual(['a-secret'])
  })

  test.each<[string, object, string]>([
    [
      'a token with a line end',
      { actions: { token: 'abc\n' } },
      'chatlayer.actions.token: expected printable text without spaces, got something else',
    ],
    [
      'a secret with a space',
      { actions: { token: 't' }, agentChat: { url: 'http://127.0.0.1/v1', appId: 'a', secret: 'a b' } },
      'chatlayer.agentChat.secret: expected printable text without spaces, got something else',
    ],
    [
      'a password in a URL',
      { actions: { token: 't', url: 'https://me:hunter2@127.0.0.1' } },
      'chatlayer.actions.url: expected a URL without a name and a password in it, got something else',
    ],
    [
      'an offload without time',
      { actions: { token: 't' }, agentChat: { url: 'http://127.0.0.1/v1', appId: 'a', secret: 's', withinMs: 0 } },
      'chatlayer.agentChat.withinMs: expected at least 100, got 0',
    ],
  ])('HV28 %s is refused, its key named and what came not shown', (_, more, message) => {
    expect(() => parseConfig({ chatlayer: { verifyToken: 'v', ...more } }, secret)).toThrow(
      expect.objectContaining({ message }),
    )
  })

  test('O1 has a published JSON Schema that is the code’s own', () => {
    const file = fileURLToPath(new URL('../../../../docs/reference/config.schema.json', import.meta.url))
    const { title: _, $schema: __, ...published } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const { $schema: ___, ...own } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
    expect(published).toEqual(JSON.parse(JSON.stringify(own)))
  })
})
