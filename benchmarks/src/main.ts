import { choosing } from './choosing.ts'

const met = await choosing()
process.exitCode = met ? 0 : 1
