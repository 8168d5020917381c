// npm run bench [-- choosing | server | scale | simulator | streaming]: those named, or the first three. After `server`, which
// centres: `server 20 working`; after `simulator`, how many rounds; after `streaming`, how many payloads: it takes minutes and
// 4 GiB of the temporary folder.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chosen, type Chosen } from './chosen.ts'
import { choosing } from './choosing.ts'
import { scale } from './scale.ts'
import { server } from './server.ts'
import { serverBars } from './server/bars.ts'
import { streaming } from './streaming.ts'

const aNumber = /^[1-9]\d*$/
const benchmarks: Readonly<
  Record<string, { readonly run: (words: readonly string[]) => Promise<boolean> | boolean; readonly words: Words }>
> = {
  choosing: { run: () => choosing(), words: [] },
  server: { run: server, words: serverBars.flatMap(({ agents, roster }) => [String(agents), roster]) },
  scale: { run: () => scale(), words: [] },
  simulator: { run: simulator, words: [aNumber] },
  streaming: {
    run: ([payloads]) => streaming(payloads === undefined ? undefined : Number(payloads)),
    words: [aNumber],
  },
}
const usual = ['choosing', 'server', 'scale']

type Words = readonly (string | RegExp)[]

let asked: readonly Chosen[]
try {
  const known = Object.entries(benchmarks).map(([name, { words }]) => [name, [...new Set(words)]] as const)
  asked = chosen(process.argv.slice(2), Object.fromEntries(known))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}

let met = true
for (const { name, words } of asked.length === 0 ? usual.map((name): Chosen => ({ name, words: [] })) : asked)
  met = (await benchmarks[name]?.run(words)) === true && met
process.exitCode = met ? 0 : 1

/** A program of its own: `npm run bench:simulator`. */
function simulator(words: readonly string[]): boolean {
  const program = fileURLToPath(new URL('simulator/main.js', import.meta.url))
  return spawnSync(process.execPath, [program, ...words], { stdio: 'inherit' }).status === 0
}
