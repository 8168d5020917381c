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
            properties: { chat: { type: 'string' }, decisions: { type: 'array', items: { type: 'object' } } },
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
