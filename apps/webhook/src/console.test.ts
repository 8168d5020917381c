import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignPayload } from './testing/payloads.ts'
import { plugins, writePlugin } from './testing/plugins.ts'
import { discard, newFolder, start, type TestServer } from './testing/start.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

describe.skipIf(executablePath === undefined)('the console in a browser', () => {
  let browser: Browser
  let server: TestServer
  beforeAll(async () => {
    const folder = await newFolder()
    const throws = await writePlugin(
      folder,
      'throws',
      "if (request.chat.id.includes('-bad-')) " + plugins.throws + '; return request.agents[0].id',
    )
    server = await start(
      { admin: { token: 'a token' }, strategy: 'throws', plugins: [throws], shadow: ['fill-up'] },
      folder,
    )
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await discard(server.folder)
  })

  /** A page at the console, and everything it asked for and complained of. */
  async function open(width: number, height: number): Promise<{ page: Page; asked: string[]; complained: string[] }> {
    const page = await browser.newPage({ viewport: { width, height } })
    const asked: string[] = []
    const complained: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    page.on('console', (message) => void (message.type() === 'error' && complained.push(message.text())))
    page.on('pageerror', (error) => void complained.push(error.message))
    await page.goto(`${server.url}/console?token=a%20token`)
    await page.getByText('live', { exact: true }).waitFor()
    return { page, asked, complained }
  }

  const agents = [
    { id: 'olivia', capacity: 4, chats: ['c1', 'c2'] },
    { id: 'ben', capacity: 1, chats: ['c3'] },
    { id: 'zoë-on-a-break', capacity: 2, status: 'paused' },
  ]

  test('O8 shows decisions as they fall, their reasons, the load, the head-room and what shadows say', async () => {
    const { page, asked, complained } = await open(1280, 800)
    expect(await page.getByText('No decision yet').isVisible()).toBe(true)
    await server.ask(assignPayload(agents, { id: 'chat-one' }))
    await page.getByText('chat-one →').waitFor()
    await server.ask(assignPayload(agents, { id: 'chat-bad-two' }))
    await server.ask(assignPayload(agents, { id: '<b onclick=alert(1)>' }))
    await page.getByText('<b onclick=alert(1)>').waitFor()
    await expect.poll(() => page.locator('#decisions li').count()).toBe(3)
    expect(await page.getByText('No decision yet').isVisible()).toBe(false)
    expect(await page.locator('#answers .figure').textContent()).toBe('3')
    const first = await page.locator('#decisions .when').last().textContent()
    expect(await page.locator('#answers .note').textContent()).toContain(`since ${first}, `)
    expect(await page.locator('#fallbacks .figure').textContent()).toBe('1')
    expect(Number.parseInt((await page.locator('#headroom .figure').textContent()) ?? '', 10)).toBeGreaterThan(2000)
    expect(await page.locator('#shadows .note').textContent()).toContain('3 answers compared')
    expect(await page.getByText('3 + 2 promised').count()).toBe(0)
    expect(await page.locator('.agent').count()).toBe(3)
    expect(await page.locator('.agent', { hasText: 'zoë' }).textContent()).toContain('paused')
    await page.getByText('chat-bad-two').click()
    expect(await page.getByText('throws failed: threw').isVisible()).toBe(true)
    expect(complained).toEqual([])
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([])
    expect(page.url()).not.toContain('token')
    expect(asked.filter((url) => url.includes('token'))).toHaveLength(1)
    await shoot(page, 'console-desktop')
    await page.close()
  })

  test('O8 fits a phone without scrolling sideways', async () => {
    const { page, complained } = await open(390, 844)
    await page.getByText('chat-one →').waitFor()
    await page.getByText('chat-one →').click()
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    expect(complained).toEqual([])
    await shoot(page, 'console-phone')
    await page.close()
  })

  test('O8 comes back by itself when the server was away', async () => {
    const { page } = await open(800, 600)
    const port = Number(new URL(server.url).port)
    const { folder } = server
    await server.stop()
    await page.getByText('trying again').waitFor()
    server = await start({ admin: { token: 'a token' } }, folder, port)
    await page.getByText('live', { exact: true }).waitFor()
    await server.ask(assignPayload(agents, { id: 'after-the-break' }))
    await page.getByText('after-the-break').waitFor()
    await page.close()
  })
})

/** Keeps a picture where somebody asks for it. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['POINTSMAN_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
