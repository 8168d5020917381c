// npm run nightly [-- TIMES]: holds the simulator to its exact answers in runs that are many times as long as in npm test (20
// by default; half an hour on two cores), where an error of a third of a per cent would show; predicts all ten worlds of
// the replay in place of three, from twice the chats; takes a thousand conversations over the bridges in place of some
// hundreds; and runs what the container's image is made of.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const times = process.argv[2] ?? '20'
const longer = ['packages/simulator/src/truth', 'packages/simulator/src/replay', 'apps/cli/src/handover']
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', ...longer, '--testTimeout', '3600000'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, POINTSMAN_LONG: times },
})
const image = spawnSync(process.execPath, [join(root, 'scripts', 'image.mjs')], { cwd: root, stdio: 'inherit' })
process.exit((status ?? 3) || (image.status ?? 3))
