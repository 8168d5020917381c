// One server to be measured, in a process of its own: node contestant.js bare | fastify | pointsman | journal
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '@pointsman/server'
import { serve } from '@pointsman/webhook'
import fastify from 'fastify'
import { secret } from './secret.ts'
import { verifyParsePick } from './by-hand.ts'

const starts: Readonly<Record<string, () => Promise<string>>> = {
  bare: () =>
    new Promise((resolve) => {
      const server = createServer((request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          // What comes in one piece need not be copied, and without its length an answer would go out in chunks.
          const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
          const answer = verifyParsePick(body, request.headers['x-hook-signature'] as string)
          const length = answer === undefined ? 0 : Buffer.byteLength(answer)
          const headers = { 'content-type': 'application/json', 'content-length': length }
          response.writeHead(answer === undefined ? 401 : 200, headers)
          response.end(answer)
        })
      })
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
    }),
  fastify: async () => {
    const server = fastify({ bodyLimit: 16_000_000 })
    server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    server.post('/webhooks/inbenta', (request, reply) => {
      const answer = verifyParsePick(request.body as Buffer, request.headers['x-hook-signature'] as string)
      void reply
        .code(answer === undefined ? 401 : 200)
        .header('content-type', 'application/json')
        .send(answer)
    })
    return server.listen({ port: 0, host: '127.0.0.1' })
  },
  pointsman: () => pointsman(false),
  journal: () => pointsman({ fsync: 'batch', segmentBytes: 16_000_000_000 }),
}

const folder = mkdtempSync(join(tmpdir(), 'pointsman-benchmark-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit(0))
process.send?.({ url: await (starts[process.argv[2] ?? ''] as () => Promise<string>)() })

async function pointsman(journal: unknown): Promise<string> {
  const config = join(folder, 'pointsman.json')
  writeFileSync(config, JSON.stringify({ inbenta: { secrets: [secret] }, journal }))
  const { url } = await serve({
    config,
    port: 0,
    host: '127.0.0.1',
    environment: {},
    log: silentLog,
    signals: false,
  })
  return url
}
