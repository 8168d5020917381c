// Sets up, then runs one of the project's own programs: node scripts/run.mjs FILE [ARG …]
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

setUp()
const program = resolve(root, process.argv[2])
process.argv.splice(1, 2, program)
await import(pathToFileURL(program).href)
