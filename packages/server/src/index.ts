export { createApp } from './app.ts'
export { createServer, inline, type Server, type ServerOptions } from './server.ts'
