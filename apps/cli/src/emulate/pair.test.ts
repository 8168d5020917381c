import type { Emulator, WebhookTarget } from '@pointsman/emulator'
import { expect, test } from 'vitest'
import { pair } from './pair.ts'

const target = { url: 'http://127.0.0.1:8080/webhooks/inbenta' } as WebhookTarget

test.each([
  [true, 'answered 403 to the handshake; it is taken to know the secret'],
  [false, 'answered 403; expected one in pairing mode, or its secret by --secret: its answers may fail'],
])(
  'EM6 a webhook that refuses the handshake is told of alike, there at once or later; secret known: %s',
  async (known, line) => {
    for (const before of [[], ['ECONNREFUSED']]) {
      const answers = [...before, 'answered 403']
      const webhooks = { handshake: () => Promise.resolve(answers.shift()) } as unknown as Emulator['webhooks']
      const told: string[] = []
      const signal = new AbortController().signal
      await new Promise<void>((resolve) => {
        const tell = (text: string): void => {
          told.push(text)
          if (told.length > before.length) resolve()
        }
        void pair({ webhooks }, target, { known, signal, tell, againMs: 1 })
      })
      expect(told.at(-1)).toBe(`webhook ${target.url}: ${line}`)
    }
  },
)
