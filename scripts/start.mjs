// npm start [-- command …]: without a command, the main job.
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

// npm runs a script in the package's root, and says where the user stood: paths are meant from there. Where another script
// of npm's runs this file, or nobody's, that word is about somewhere else.
const { npm_lifecycle_event: script, INIT_CWD: stood } = process.env
if (script === 'start' && stood && relative(root, process.cwd()) === '' && existsSync(stood)) process.chdir(stood)

// A comparison of strategies in which something is to be seen. Told as it would be typed here; the page goes beside the
// README, where git ignores it, wherever the user stands.
const here = (...path) => relative('', join(root, ...path))
const mainJob = [
  'compare',
  here('fixtures', 'scenarios', 'often-refused.json'),
  '--html',
  here('pointsman-report.html'),
]

setUp()
if (process.argv.length === 2) process.argv.push(...mainJob)
await import(pathToFileURL(join(root, 'apps', 'cli', 'dist', 'flat', 'bin.js')).href)
