import type { Assumption } from '../assumption.ts'
import { confirm } from '../confirm.ts'
import { confirmRefusal } from '../refusal.ts'

/** Users, agents and settings. */
export const people: readonly Assumption[] = [
  {
    id: 'EA7',
    states: 'POST /users with an externalId that is there already is answered 409 with an error object.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const externalId = `contract-twice-${tenant.run}`
      await tenant.user({ externalId })
      const body = JSON.stringify({ name: 'again', externalId })
      return confirmRefusal(await tenant.raw('POST', '/users', tenant.headers, body), 409)
    },
  },
  {
    id: 'EA9',
    states:
      'GET /agents/available?roomIds=1,2 counts by queue the agents who are online and have room: {"agents":{"1":2}}.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const { room } = tenant
      const agents = await tenant.api.agentsAvailable({ roomIds: [room] })
      confirm(Number.isInteger(agents[room]), `expected a count for queue ${room}, got ${JSON.stringify(agents)}`)
      return `${JSON.stringify({ agents })}; that full agents are left out was not seen here`
    },
  },
  {
    id: 'EA10',
    states: 'GET /agents/online?roomId=1 says whether anybody is online: {"agentsOnline":true}.',
    basis: 'code',
    needs: [],
    check: async (tenant) => JSON.stringify({ agentsOnline: await tenant.api.agentsOnline({ roomId: tenant.room }) }),
  },
  {
    id: 'EA11',
    states:
      'POST /users answers {"user":{"id"},"session":{"token"}}; GET /users?externalId= and GET /users/{id} find them again.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const externalId = `contract-${tenant.run}`
      const body = JSON.stringify({ name: 'contract', externalId })
      const { json } = await tenant.raw('POST', '/users', tenant.headers, body)
      const { session, user } = json as { readonly session?: { token?: unknown }; readonly user?: { id?: unknown } }
      confirm(typeof user?.id === 'string', `expected a user with an id, got ${JSON.stringify(json)}`)
      confirm(typeof session?.token === 'string', 'there is no session.token')
      const found = await tenant.api.users({ externalId })
      confirm(found.length === 1 && found[0]?.id === user.id, `externalId finds ${found.length} users`)
      confirm((await tenant.api.user(user.id)).id === user.id, 'GET /users/{id} answers somebody else')
      return 'made, and found both ways'
    },
  },
  {
    id: 'EA18',
    states: 'GET /settings says in settings.queue.active whether queue mode is on; with a domain key too.',
    basis: 'code',
    needs: ['domain key'],
    check: async (tenant) => {
      const [all, some] = [await tenant.api.settings(), await tenant.domain.settings()]
      for (const [who, { queue }] of [
        ['the secret', all],
        ['a domain key', some],
      ] as const) {
        confirm(typeof queue?.active === 'boolean', `with ${who} there is no settings.queue.active`)
      }
      const extra = Object.keys(some).filter((key) => key !== 'queue' && !key.startsWith('lang'))
      confirm(extra.length === 0, `a domain key sees ${extra.join(', ')}, too`)
      return `queue mode is ${all.queue?.active === true ? 'on' : 'off'}; a domain key sees ${Object.keys(some).join(', ')}`
    },
  },
  {
    id: 'EA19',
    states: 'GET /apps/{appId}/validate is answered 200 where app and key fit.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => `answered ${JSON.stringify(await tenant.api.validateApp())}`,
  },
  {
    id: 'EA20',
    states: 'POST /agents/logout and /agents/login take {"userId"} and answer {"agent"}.',
    basis: 'unknown',
    needs: ['test agent'],
    check: async (tenant) => {
      const userId = tenant.options.agentId ?? ''
      await tenant.api.logoutAgent({ userId })
      const agent = await tenant.api.loginAgent({ userId })
      confirm(agent?.id === userId, `expected the agent, got ${JSON.stringify(agent)}`)
      return 'out and in again'
    },
  },
]
