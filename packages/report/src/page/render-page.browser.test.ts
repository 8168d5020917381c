import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Comparison } from '@pointsman/simulator'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, type Audit } from '../testing/audit.ts'
import { awkwardNames } from '../testing/awkward.ts'
import { plausible } from '../testing/plausible.ts'
import { renderPage } from './render-page.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const strategies = ['most-free-capacity', 'round-robin', 'least-loaded', 'longest-idle', 'skill-match']
const many = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, place) => `${name} ${place + 1}`)

/** By name: from the usual to the hardest. */
const documents: Readonly<Record<string, Comparison>> = {
  usual: plausible({ seed: 1, names: strategies, queues: ['sales', 'help', 'billing'], agents: 40 }),
  replayed: plausible({ seed: 7, names: strategies, queues: ['1', '2'], agents: 12, fidelity: 0.89, bound: false }),
  'replayed badly': plausible({
    seed: 8,
    names: awkwardNames.slice(0, 3),
    queues: ['1'],
    agents: 12,
    fidelity: 0.31,
    verdict: 'withheld',
  }),
  large: plausible({
    seed: 2,
    names: many(8, 'a strategy with a long name'),
    queues: many(14, 'queue'),
    agents: 200,
    missing: 0.1,
    lost: 0.0123,
  }),
  awkward: plausible({
    seed: 3,
    names: awkwardNames.slice(0, 12),
    queues: awkwardNames,
    agents: 60,
    agentName: awkwardNames[3] ?? '',
    text: awkwardNames[5] ?? '',
  }),
  alike: plausible({ seed: 4, names: many(12, 'S'), queues: ['1', '2'], agents: 1, alike: true, verdict: 'none' }),
  bare: plausible({
    seed: 5,
    names: ['only'],
    queues: [],
    agents: 0,
    missing: 1,
    verdict: 'withheld',
    profiles: false,
    bound: false,
  }),
}

describe.skipIf(executablePath === undefined)('the page of a comparison in a browser', () => {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pointsman-report-'))
    for (const [name, one] of Object.entries(documents)) await writeFile(join(folder, `${name}.html`), renderPage(one))
    const args = ['--no-sandbox', '--disable-background-networking', '--disable-sync', '--no-first-run']
    browser = await chromium.launch({ executablePath: executablePath as string, args })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true })
  })

  /** A page at the document, what it asked for and what it complained of. */
  async function open(name: string, width: number, colorScheme: 'light' | 'dark', javaScriptEnabled = true) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled })
    const asked: string[] = []
    const complained: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    page.on('console', (message) => void complained.push(message.text()))
    page.on('pageerror', (error) => void complained.push(error.message))
    const url = pathToFileURL(join(folder, `${name}.html`)).href
    await page.goto(url)
    return { page, url, asked, complained }
  }

  for (const name of Object.keys(documents))
    test(`Z8 nothing overlaps, is cut off or is faint on a desk and on a phone: ${name}`, async () => {
      const { page, url, asked, complained } = await open(name, 1280, 'light')
      const seen: string[] = []
      // The second time in the widest of the common faces: names and figures have room in it too.
      for (const face of ['own', 'wide']) {
        if (face === 'wide') await page.addStyleTag({ content: '*{font-family:"DejaVu Sans",Verdana!important}' })
        for (const width of [1280, 390])
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.setViewportSize({ width, height: 900 })
            await page.emulateMedia({ colorScheme })
            seen.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'))
            expectSound(await page.evaluate<Audit>(audit), `${name} at ${width}, ${colorScheme}, ${face} face`)
            if (face === 'own') await shoot(page, `${name}-${width}-${colorScheme}`)
          }
      }
      expect(new Set(seen).size).toBe(2)
      expect(asked).toEqual([url])
      expect(complained).toEqual([])
      await page.close()
    })

  for (const name of ['usual', 'large'])
    test(`Z8 nothing overlaps between a phone and a desk: ${name}`, async () => {
      const { page } = await open(name, 320, 'light')
      for (const width of [320, 600, 700, 701, 820, 821, 1080, 1081, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        expectSound(await page.evaluate<Audit>(audit), `${name} at ${width}`)
      }
      await page.close()
    })

  test('Z9 can be printed, in the light scheme and without what only a screen needs', async () => {
    const { page } = await open('large', 1280, 'dark')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    // A4 less its margins.
    await page.setViewportSize({ width: 686, height: 900 })
    expectSound(await page.evaluate<Audit>(audit), 'large, printed')
    await shoot(page, 'print')
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(252, 251, 249)')
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('section').count()).toBe(13)
    for (const section of await page.locator('section').all()) expect(await section.isVisible()).toBe(true)
    const pdf = await page.pdf({ format: 'A4', printBackground: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3)
    await page.close()
  })

  test('Z10 shows all of it without JavaScript', async () => {
    const withScripts = await open('awkward', 1280, 'light')
    const without = await open('awkward', 1280, 'light', false)
    const text = (page: Page): Promise<string> => page.locator('body').innerText()
    expect(await text(without.page)).toBe(await text(withScripts.page))
    expect((await text(without.page)).length).toBeGreaterThan(5000)
    await withScripts.page.close()
    await without.page.close()
  })

  test('Z11 the keyboard goes from the verdict through the contents to the command, and shows where it is', async () => {
    const { page } = await open('usual', 1280, 'light')
    const visited: string[] = []
    for (let turn = 0; turn < 14; turn += 1) {
      await page.keyboard.press('Tab')
      visited.push(
        await page.evaluate<string>('document.activeElement.getAttribute("href") ?? document.activeElement.localName'),
      )
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none')
      expect(await page.evaluate('document.activeElement.getBoundingClientRect().left')).toBeGreaterThanOrEqual(0)
    }
    const places = await page.evaluate<string[]>(
      '[...document.querySelectorAll("main>section")].map(({ id }) => "#" + id)',
    )
    expect(visited).toEqual([...places, 'pre'])
    await page.close()
  })
})

function expectSound(found: Audit, name: string): void {
  expect({ name, ...found }).toMatchObject({
    name,
    sideways: 0,
    overlapping: [],
    outside: [],
    faint: [],
    faintMarks: [],
    clipped: [],
  })
  expect(found.texts).toBeGreaterThan(name.startsWith('bare') ? 40 : 200)
  expect(found.drawings).toBeGreaterThan(name.startsWith('bare') ? -1 : 10)
}

/** Keeps a picture where somebody asks for it. */
async function shoot(page: Page, name: string): Promise<void> {
  const pictures = process.env['POINTSMAN_PICTURES']
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `report-${name}.png`), fullPage: true })
}
