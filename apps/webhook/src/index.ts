export { serve, type Running, type ServeOptions } from './serve.ts'
export { ServeError } from './serve-error.ts'
