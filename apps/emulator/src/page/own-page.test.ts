import { describe, expect, test } from 'vitest'
import { isOwnHost, isOwnPage } from './own-page.ts'

describe('who presses the buttons', () => {
  test.each([
    '127.0.0.1:8000',
    '127.0.0.1',
    'localhost:8000',
    'LOCALHOST',
    '[::1]:8000',
    '192.168.1.7:8000',
    'box:8000',
  ])('EM16 an address, localhost and the name that is listened on are our own: %s', (host) => {
    expect(isOwnHost(host, 'Box')).toBe(true)
  })

  test.each(['evil.example:8000', '127.0.0.1.evil.example', 'localhost.evil.example', 'boxes', '', 'a b', undefined])(
    'EM16 another name is not, wherever it leads: %s',
    (host) => {
      expect(isOwnHost(host, 'box')).toBe(false)
    },
  )

  test.each([
    [true, { origin: undefined, site: undefined }],
    [true, { origin: 'http://127.0.0.1:8000', site: 'same-origin' }],
    [true, { origin: 'http://127.0.0.1:8000', site: undefined }],
    [true, { origin: undefined, site: 'none' }],
    [false, { origin: 'http://127.0.0.1:8001', site: undefined }],
    [false, { origin: 'http://evil.example', site: undefined }],
    [false, { origin: 'null', site: undefined }],
    [false, { origin: undefined, site: 'cross-site' }],
    [false, { origin: undefined, site: 'same-site' }],
  ] as const)('EM16 the page itself, or no page at all: %s of %o', (own, from) => {
    expect(isOwnPage({ host: '127.0.0.1:8000', ...from })).toBe(own)
  })
})
