// npm run bench [-- choosing | server | scale | streaming]: those named, or all but the last, which takes minutes and 4 GiB of
// the temporary folder. After `server`, which centres: `server 20 working`; after `streaming`, how many payloads.
import { choosing } from './choosing.ts'
import { scale } from './scale.ts'
import { server } from './server.ts'
import { streaming } from './streaming.ts'

const words = process.argv.slice(2)
const benchmarks: Readonly<Record<string, () => Promise<boolean>>> = {
  choosing: () => choosing(),
  server: () => server(words.filter((word) => !(word in benchmarks))),
  scale: () => scale(),
  streaming: () => streaming(numberAfter('streaming')),
}
const named = words.filter((name) => name in benchmarks)

let met = true
for (const name of named.length === 0 ? ['choosing', 'server', 'scale'] : named)
  met = (await benchmarks[name]?.()) === true && met
process.exitCode = met ? 0 : 1

function numberAfter(name: string): number | undefined {
  const number = Number(words[words.indexOf(name) + 1])
  return words.includes(name) && number > 0 ? number : undefined
}
