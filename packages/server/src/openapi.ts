const text = (description: string): object => ({
  description,
  content: { 'text/plain': { schema: { type: 'string' } } },
})
const json = (description: string, schema: object): object => ({
  description,
  content: { 'application/json': { schema } },
})
const error = (description: string): object =>
  json(description, {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'integer' }, message: { type: 'string' } },
      },
    },
  })
const header = (name: string, description: string, required = false): object => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})
const bearer = [{ admin: [] }]
const noAdmin = error('No admin token is configured.')
const notAdmin = error('The token is missing or wrong.')
const noRoster = error('No admin token or no roster is configured, or there is none of that id.')
const noQueue = error('No admin token or no aivo.queue is configured, or there is no open conversation of that id.')
const verifyToken = {
  name: 'challenge.verifyToken',
  in: 'query',
  required: true,
  schema: { type: 'string' },
}

/** As much of an OpenAPI document's form as is asked about. */
export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly components: object
  /** By path, then by method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
}

/** Every route, as OpenAPI 3.1. */
export const openapi: OpenApi = {
  openapi: '3.1.0',
  info: {
    title: 'pointsman webhook server',
    version: '0.1.0',
    description: "Answers Inbenta Agent Chat's chats:assign webhook.",
  },
  components: { securitySchemes: { admin: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/webhooks/inbenta': {
      post: {
        summary: 'Handshake, chats:assign, and every other Agent Chat trigger',
        parameters: [
          header('X-Hook-Signature', 'HMAC-SHA256 of the raw body under the shared secret: hex or base64.'),
          header('X-Hook-Secret', 'Present in a handshake only: the secret to keep.'),
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['trigger'],
                properties: {
                  trigger: { type: 'string', examples: ['chats:assign'] },
                  appId: { type: 'string' },
                  data: { type: 'object' },
                  created_at: { type: 'number', description: 'Unix seconds' },
                },
              },
            },
          },
        },
        responses: {
          200: json('The chosen agent, or an empty id; an empty body for other triggers and handshakes.', {
            type: 'object',
            properties: { agentId: { type: 'string' } },
          }),
          400: error('The body is not the JSON it must be.'),
          401: error('The signature is missing or wrong.'),
          403: error('A handshake while a secret is known and pairing is off.'),
          408: error('The body did not come in time.'),
          413: error('The body is too large.'),
        },
      },
      get: {
        summary: 'The Assist-style challenge',
        parameters: [
          header('X-Inbenta-Challenge', 'What to answer.', true),
          header('X-Hook-Signature', 'The secret itself.', true),
        ],
        responses: { 200: text('The challenge.'), 401: error('Not the secret.'), 404: error('No challenge.') },
      },
    },
    '/webhooks/chatlayer': {
      get: {
        summary: 'The health check that Chatlayer makes when the webhook is saved',
        parameters: [verifyToken],
        responses: {
          200: json('The right token.', { type: 'object', properties: { status: { const: 'ok' } } }),
          401: error('The token is missing or wrong.'),
          404: error('Chatlayer is not configured.'),
        },
      },
      post: {
        summary: 'What is said, and customers who ask for a human',
        parameters: [verifyToken],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['sessionId', 'timestamp'],
                properties: {
                  event: { enum: ['messages', 'offload'] },
                  sessionId: { type: 'string' },
                  timestamp: { type: 'string', format: 'date-time' },
                },
              },
            },
          },
        },
        responses: {
          200: json('Of an offload whether somebody takes over; of messages nothing.', {
            type: 'object',
            properties: {
              offloadSuccess: { type: 'boolean' },
              pauseBot: { type: 'boolean' },
              agent: { type: 'string', description: 'Whom the roster’s strategy named.' },
            },
          }),
          400: error('The body is not as documented.'),
          401: error('The token is missing or wrong.'),
          404: error('Chatlayer is not configured.'),
          408: error('The body did not come in time.'),
          413: error('The body is too large.'),
        },
      },
    },
    '/webhooks/aivo': {
      post: {
        summary: 'Aivo Live’s events: attended, transfer, messageToClient, close; and that somebody was queued',
        parameters: [
          { name: 'token', in: 'query', required: false, schema: { type: 'string' } },
          header('Authorization', '`Bearer` and the token, in place of the parameter.'),
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'roomId', 'timestamp', 'botId', 'data'],
                properties: {
                  name: { enum: ['attended', 'transfer', 'messageToClient', 'close', 'pointsman:queued'] },
                  roomId: { type: 'string' },
                  timestamp: { type: 'integer', description: 'Nanoseconds since 1970.' },
                  botId: { type: 'integer' },
                  data: { type: 'object' },
                },
              },
            },
          },
        },
        responses: {
          200: { description: 'Taken in.' },
          400: error('The body is not as documented.'),
          401: error('A token is configured, and this is not it.'),
          408: error('The body did not come in time.'),
          413: error('The body is too large.'),
        },
      },
    },
    '/aivo/queue': {
      post: {
        summary: 'Puts a conversation in Aivo’s queue, and writes down that its customer asked; of an id once',
        security: bearer,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['groups', 'user'],
                properties: {
                  id: { type: 'string', description: 'Of this wish, where it may be posted again.' },
                  groups: { type: 'array', items: { type: 'integer' }, minItems: 1 },
                  user: {
                    type: 'object',
                    required: ['hash', 'firstname'],
                    properties: {
                      hash: { type: 'string', pattern: '^[A-Za-z0-9]+$' },
                      firstname: { type: 'string' },
                      lastname: { type: 'string' },
                      email: { type: 'string' },
                      phone: { type: 'string' },
                    },
                  },
                },
              },
            },
          },
        },
        responses: {
          200: json('It is in the queue.', { type: 'object', properties: { conversationId: { type: 'string' } } }),
          400: error('Not as above.'),
          401: notAdmin,
          404: noQueue,
          408: error('The body did not come in time.'),
          413: error('The body is too large.'),
          502: error('It is not in the queue, and may be tried again.'),
          504: error('Aivo’s answer was lost: it may be in the queue, and is not asked for again under this id.'),
        },
      },
    },
    '/aivo/conversations/{id}': {
      delete: {
        summary: 'A conversation that Chatlayer handed over is over, though Aivo did not tell: the bot speaks again',
        security: bearer,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Done.' }, 401: notAdmin, 404: noQueue },
      },
    },
    '/roster': {
      get: {
        summary: 'The agents among whom pointsman routes by itself, and the chats they have',
        security: bearer,
        responses: {
          200: json('The roster.', {
            type: 'object',
            properties: { agents: { type: 'array', items: { type: 'object' } } },
          }),
          401: notAdmin,
          404: noRoster,
        },
      },
      put: {
        summary: 'Puts other agents in their place; whoever stays keeps chats and status',
        security: bearer,
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 204: { description: 'Done.' }, 400: error('No roster.'), 401: notAdmin, 404: noRoster },
      },
    },
    '/roster/agents/{id}': {
      put: {
        summary: 'An agent comes, pauses or goes',
        security: bearer,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', properties: { status: { enum: ['online', 'paused', 'offline'] } } },
            },
          },
        },
        responses: { 204: { description: 'Done.' }, 400: error('No status.'), 401: notAdmin, 404: noRoster },
      },
    },
    '/roster/chats/{id}': {
      delete: {
        summary: 'A chat is over',
        security: bearer,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 204: { description: 'Done.' }, 401: notAdmin, 404: noRoster },
      },
    },
    '/healthz': { get: { summary: 'Liveness', responses: { 200: text('Alive.') } } },
    '/readyz': {
      get: {
        summary: 'Readiness: false while draining, or when answers are late',
        responses: { 200: text('Ready.'), 503: text('Not ready.') },
      },
    },
    '/metrics': { get: { summary: 'Prometheus text', responses: { 200: text('The metrics.') } } },
    '/openapi.json': { get: { summary: 'This document', responses: { 200: json('OpenAPI.', { type: 'object' }) } } },
    '/decisions/{chatId}': {
      get: {
        summary: 'The recorded decisions for a chat with their explanations, newest last',
        security: bearer,
        parameters: [{ name: 'chatId', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: json('Journal entries with their explanations.', {
            type: 'object',
            required: ['chat', 'decisions'],
            properties: {
              chat: { type: 'string' },
              decisions: { type: 'array', items: { type: 'object' } },
              incomplete: { const: true, description: 'The journal was not looked through to its beginning.' },
            },
          }),
          401: notAdmin,
          404: noAdmin,
        },
      },
    },
    '/console': {
      get: {
        summary: 'A live page for people',
        security: bearer,
        parameters: [{ name: 'token', in: 'query', required: false, schema: { type: 'string' } }],
        responses: {
          200: { description: 'The page.', content: { 'text/html': { schema: { type: 'string' } } } },
          401: notAdmin,
          404: noAdmin,
        },
      },
    },
    '/console/events': {
      get: {
        summary: 'Decisions as they fall, as server-sent events',
        security: bearer,
        responses: {
          200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
          401: notAdmin,
          404: noAdmin,
        },
      },
    },
  },
}
