// npm start [-- command …]: without a command, the main job.
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

// Told as it would be typed here.
const mainJob = ['reask', relative('', join(root, 'fixtures', 'recordings'))]

setUp()
if (process.argv.length === 2) process.argv.push(...mainJob)
await import(pathToFileURL(join(root, 'apps', 'cli', 'dist', 'bin.js')).href)
