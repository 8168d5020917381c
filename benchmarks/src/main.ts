// npm run bench [-- choosing | server | scale | streaming [payloads]]: all of them, or those named.
import { choosing } from './choosing.ts'
import { scale } from './scale.ts'
import { server } from './server.ts'
import { streaming } from './streaming.ts'

const argv = process.argv.slice(2)
const benchmarks: Readonly<Record<string, () => Promise<boolean>>> = {
  choosing: () => choosing(),
  server: () => server(),
  scale: () => scale(),
  streaming: () => streaming(numberAfter('streaming')),
}
const named = argv.filter((name) => name in benchmarks)

let met = true
for (const name of named.length === 0 ? Object.keys(benchmarks) : named)
  met = (await benchmarks[name]?.()) === true && met
process.exitCode = met ? 0 : 1

function numberAfter(name: string): number | undefined {
  const number = Number(argv[argv.indexOf(name) + 1])
  return argv.includes(name) && number > 0 ? number : undefined
}
