export { hasRedis, startRedis, type RedisServer } from './redis-server.ts'
export { startSlowLink, type SlowLink } from './slow-link.ts'
