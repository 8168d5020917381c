// npm run bench [-- choosing | server | scale]: all of them, or those named. After `server`, which centres: `server 20 working`.
import { choosing } from './choosing.ts'
import { scale } from './scale.ts'
import { server } from './server.ts'

const words = process.argv.slice(2)
const benchmarks: Readonly<Record<string, () => Promise<boolean>>> = {
  choosing: () => choosing(),
  server: () => server(words.filter((word) => !(word in benchmarks))),
  scale: () => scale(),
}
const named = words.filter((name) => name in benchmarks)

let met = true
for (const name of named.length === 0 ? Object.keys(benchmarks) : named)
  met = (await benchmarks[name]?.()) === true && met
process.exitCode = met ? 0 : 1
