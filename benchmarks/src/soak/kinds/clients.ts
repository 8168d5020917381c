import type { Socket } from 'node:net'
import { tooLargeOrSlow, type Kind } from '../kind.ts'

// As long as a signature is: with any other the body is not waited for.
const head = `POST /webhooks/inbenta HTTP/1.1\r\nHost: soak\r\nX-Hook-Signature: ${'a'.repeat(64)}\r\n`
/** Who is cut off after the budget is cut off before this. */
const patienceMs = 10_000

/** Everything that is said until the connection ends; undefined where it does not. */
function heardOf(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let heard = ''
    const timer = setTimeout(() => {
      resolve(undefined)
      socket.destroy()
    }, patienceMs)
    socket.on('data', (chunk) => (heard += String(chunk)))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(heard)
    })
  })
}

function cutOff(heard: string | undefined): string | undefined {
  if (heard === undefined) return 'a connection that stays open'
  return heard.startsWith('HTTP/1.1 408 ') ? undefined : `"${heard.slice(0, 20)}"`
}

/** Clients who keep a connection to themselves. */
export const clients: readonly Kind[] = [
  {
    name: 'hung up in a body',
    expected: 'nobody notices',
    every: 1009,
    refusedAs: ['aborted'],
    send: async (_, client) => {
      const socket = client.open(`${head}Content-Length: 50000\r\n\r\n{"trigger":`)
      await new Promise<void>((resolve) => socket.once('ready', resolve).once('error', () => resolve()))
      await new Promise<void>((resolve) => socket.write(' ', () => resolve()))
      const over = heardOf(socket)
      socket.destroy()
      return (await over) === '' ? undefined : 'something was answered'
    },
  },
  {
    name: 'a byte now and then',
    expected: '408, and cut off',
    every: 2503,
    refusedAs: [tooLargeOrSlow],
    slow: true,
    send: async (_, client) => {
      const socket = client.open(`${head}Content-Length: 1000\r\n\r\n{`)
      const drip = setInterval(() => socket.writable && socket.write(' '), 200)
      const heard = await heardOf(socket)
      clearInterval(drip)
      return cutOff(heard)
    },
  },
  {
    name: 'half a header',
    expected: '408, and cut off',
    every: 2801,
    slow: true,
    send: async (_, client) => cutOff(await heardOf(client.open(`${head}X-Half`))),
  },
]
