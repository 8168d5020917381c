import type { Emulator } from '../emulator.ts'

/** What came back of a request. */
export interface Said {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- as loosely as tests read it
  readonly body: any
}

/** Calls the emulator's REST API: with the app's secret, unless told otherwise. */
export function talkTo({ credentials, url }: Emulator) {
  const { appId, domainKey, secret } = credentials
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = { 'x-hyper-appId': appId, 'x-hyper-secret': secret },
  ): Promise<Said> => {
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const withKey = { 'x-hyper-appId': appId, 'x-hyper-key': domainKey }
  /** A new customer's new chat. */
  const chat = async (
    room: string = '1',
    extra: Readonly<Record<string, unknown>> = {},
  ): Promise<{ id: string; creator: string }> => {
    const { body } = await call('POST', '/users', { name: 'Zoe' })
    const opened = await call('POST', '/chats', { room, creator: body.user.id, ...extra })
    return opened.body.chat as { id: string; creator: string }
  }
  /** The chat as it is now. */
  const look = async (id: string): Promise<Readonly<Record<string, unknown>>> =>
    (await call('GET', `/chats/${id}`)).body.chat as Readonly<Record<string, unknown>>
  return { call, chat, look, withKey }
}
