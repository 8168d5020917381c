import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A connection to somewhere else that takes its time. */
export interface SlowLink {
  readonly port: number
  end(): Promise<void>
}

/** Opens a port that leads to another one on this machine; what is sent arrives so many ms later, either way. */
export async function startSlowLink(to: number, eachWayMs: number): Promise<SlowLink> {
  const sockets = new Set<Socket>()
  const carry = (from: Socket, on: Socket): void => {
    sockets.add(from)
    from.on('error', () => undefined)
    from.on('data', (chunk) => setTimeout(() => on.writable && on.write(chunk), eachWayMs))
    from.on('close', () => {
      sockets.delete(from)
      on.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    carry(near, far)
    carry(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
