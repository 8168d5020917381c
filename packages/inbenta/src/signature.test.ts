import { createHmac } from 'node:crypto'
import { isKnownSecret } from '@pointsman/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { challengeAnswer, isUsableSecret } from './handshake.ts'
import { webHmac } from './hmac.ts'
import { parseSignature, sign, verifySignature } from './signature.ts'

const text = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' })

describe('a signature', () => {
  test('A2 is the HMAC-SHA256 of the bytes under the secret’s text, and verifies in every spelling', async () => {
    const hmac = webHmac()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), text, async (bytes, secret) => {
        const digest = createHmac('sha256', Buffer.from(secret, 'utf8')).update(bytes).digest()
        expect(await sign(bytes, secret, hmac)).toBe(digest.toString('hex'))
        for (const spelt of [digest.toString('hex'), digest.toString('hex').toUpperCase(), digest.toString('base64')]) {
          for (const header of [spelt, `sha256=${spelt}`]) {
            const parsed = parseSignature(header)
            expect(Buffer.from(parsed ?? [])).toEqual(digest)
            const fit = await verifySignature(bytes, parsed as Uint8Array, ['another', secret], hmac)
            const id = createHmac('sha256', 'another').update(bytes).digest()
            expect(Buffer.from(fit?.id ?? [])).toEqual(id)
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    )
  })

  test('A1 of other bytes or under another secret fits nothing', async () => {
    const hmac = webHmac()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 99 }), fc.nat(), async (bytes, n) => {
        const signature = parseSignature(await sign(bytes, 'secret', hmac)) as Uint8Array
        const changed = bytes.slice()
        changed[n % bytes.length] = (changed[n % bytes.length] ?? 0) ^ (1 << (n % 8))
        expect(await verifySignature(changed, signature, ['secret'], hmac)).toBeUndefined()
        expect(await verifySignature(bytes, signature, ['secret2', ''].filter(Boolean), hmac)).toBeUndefined()
        expect(await verifySignature(bytes, signature, [], hmac)).toBeUndefined()
      }),
      { seed: 4, numRuns: 60 },
    )
  })

  test.each(['', 'abc', 'g'.repeat(64), 'a'.repeat(63), 'a'.repeat(65), '='.repeat(44), 'a'.repeat(1000)])(
    'A1 that is spelt %j is none',
    (header) => expect(parseSignature(header)).toBeUndefined(),
  )

  test('A2 is held to one spelling where asked to be', () => {
    const digest = Buffer.alloc(32, 0xfb)
    expect(parseSignature(digest.toString('base64'), 'hex')).toBeUndefined()
    expect(parseSignature(digest.toString('hex'), 'base64')).toBeUndefined()
    expect(parseSignature(digest.toString('base64url'))).toEqual(new Uint8Array(digest))
  })
})

describe('a handshake’s words', () => {
  test('A5 a secret is printable and not endless', () => {
    expect(['x', 'a-secret', '~'.repeat(512)].every(isUsableSecret)).toBe(true)
    expect(['', 'a b', 'é', 'x\n', 'x'.repeat(513)].some(isUsableSecret)).toBe(false)
  })

  test('A7 a challenge is answered to one of the secrets alone, and only where it is printable', () => {
    expect(challengeAnswer('say this', 'two', ['one', 'two'])).toBe('say this')
    expect(challengeAnswer('say this', 'three', ['one', 'two'])).toBeUndefined()
    expect(challengeAnswer('say this', undefined, ['one'])).toBeUndefined()
    expect(challengeAnswer('a\nb', 'one', ['one'])).toBeUndefined()
    expect(challengeAnswer('x'.repeat(2000), 'one', ['one'])).toBeUndefined()
    expect(isKnownSecret('', ['one'])).toBe(false)
  })
})
