import type { Assumption } from '../assumption.ts'
import { confirm } from '../confirm.ts'
import { confirmRefusal } from '../refusal.ts'

/** Who may call what. */
export const access: readonly Assumption[] = [
  {
    id: 'EA1',
    states: 'The domain key travels in the header x-hyper-key.',
    basis: 'code',
    needs: ['domain key'],
    check: async (tenant) => {
      await tenant.domain.settings()
      const wrong = { 'x-hyper-appId': tenant.options.appId, 'x-hyper-key': 'no-such-key' }
      const { status } = await tenant.raw('GET', '/settings', wrong)
      confirm(status >= 400, `a wrong key opens GET /settings, too (${status}): the header is not looked at`)
      return `the right key opens GET /settings, a wrong one is answered ${status}`
    },
  },
  {
    id: 'EA2',
    states: 'Without app id, with an unknown one, or with a wrong secret the answer is 401 with an error object.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      const { appId, secret } = tenant.options
      confirmRefusal(await tenant.raw('GET', '/chats', { 'x-hyper-secret': secret }), 401)
      confirmRefusal(
        await tenant.raw('GET', '/chats', { 'x-hyper-appId': 'no-such-app', 'x-hyper-secret': secret }),
        401,
      )
      confirmRefusal(await tenant.raw('GET', '/chats', { 'x-hyper-appId': appId }), 401)
      const wrong = { 'x-hyper-appId': appId, 'x-hyper-secret': 'wrong' }
      return confirmRefusal(await tenant.raw('GET', '/chats', wrong), 401)
    },
  },
  {
    id: 'EA3',
    states: 'A domain key on a route that needs the secret is answered 403 with an error object.',
    basis: 'inferred',
    needs: ['domain key'],
    check: async (tenant) => {
      const { appId, domainKey = '' } = tenant.options
      return confirmRefusal(
        await tenant.raw('GET', '/chats/none', { 'x-hyper-appId': appId, 'x-hyper-key': domainKey }),
        403,
      )
    },
  },
  {
    id: 'EA4',
    states: 'An unknown chat, user or route is answered 404 with an error object.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      confirmRefusal(await tenant.raw('GET', '/users/no-such-user', tenant.headers), 404)
      confirmRefusal(await tenant.raw('GET', '/no-such-route', tenant.headers), 404)
      return confirmRefusal(await tenant.raw('GET', '/chats/no-such-chat', tenant.headers), 404)
    },
  },
  {
    id: 'EA8',
    states: 'A body that is not JSON, lacks a field, or names an unknown queue is answered 400 with an error object.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      const { id: creator } = await tenant.user()
      const body = JSON.stringify({ room: 'no-such-queue', creator })
      confirmRefusal(await tenant.raw('POST', '/users', tenant.headers, '{'), 400)
      confirmRefusal(await tenant.raw('POST', '/users', tenant.headers, '{}'), 400)
      return confirmRefusal(await tenant.raw('POST', '/chats', tenant.headers, body), 400)
    },
  },
  {
    id: 'EA21',
    states: 'A slash at the end of a path is no matter.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const { status } = await tenant.raw('GET', '/settings/', tenant.headers)
      confirm(status === 200, `GET /settings/ is answered ${status}`)
      return 'GET /settings/ is GET /settings'
    },
  },
  {
    id: 'EA31',
    states: 'A body above 1 MB is answered 413 with an error object.',
    basis: 'unknown',
    needs: [],
    check: async (tenant) => {
      const body = JSON.stringify({ name: 'n'.repeat(1_100_000) })
      return confirmRefusal(await tenant.raw('POST', '/users', tenant.headers, body), 413)
    },
  },
  {
    id: 'EA32',
    states: 'The six routes that a domain key opens answer to the app id alone, as the documented samples have it.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      const headers = { 'x-hyper-appId': tenant.options.appId }
      const { status } = await tenant.raw('GET', `/agents/available?roomIds=${tenant.room}`, headers)
      confirm(status === 200, `GET /agents/available with the app id alone is answered ${status}`)
      return 'GET /agents/available is answered'
    },
  },
]
