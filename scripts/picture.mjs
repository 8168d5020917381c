// Takes the picture of a comparison's page that the README shows: node scripts/picture.mjs COMPARISON.json PICTURE.png
// (the JSON is that of `pointsman compare … --json`). It wants a Chromium and a built packages/report.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { renderPage } from '../packages/report/dist/index.js'

const [comparison, picture] = process.argv.slice(2)
if (comparison === undefined || picture === undefined)
  throw new Error('expected: node scripts/picture.mjs COMPARISON.json PICTURE.png')

const { chromium } = createRequire(new URL('../packages/report/package.json', import.meta.url))('playwright-core')
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
if (executablePath === undefined) throw new Error('no Chromium was found')

const args = ['--no-sandbox', '--disable-background-networking', '--disable-sync', '--no-first-run']
const browser = await chromium.launch({ executablePath, args })
try {
  const page = await browser.newPage({ viewport: { width: 1120, height: 1180 }, colorScheme: 'light' })
  await page.setContent(renderPage(JSON.parse(readFileSync(comparison, 'utf8'))))
  // As far as the first table goes: the verdict, what to deploy, and every strategy's figures.
  const table = await page.locator('table').first().boundingBox()
  const height = Math.round((table?.y ?? 1100) + (table?.height ?? 80) + 32)
  await page.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width: 1120, height } })
} finally {
  await browser.close()
}
process.stderr.write(`${picture}: ${Math.round(statSync(picture).size / 1000)} kB\n`)
