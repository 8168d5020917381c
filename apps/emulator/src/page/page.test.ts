import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '../emulator.ts'
import { startWebhook, type TestWebhook } from '../testing/start-webhook.ts'
import { talkTo } from '../testing/talk-to.ts'
import { threeAgents, threeProfiles } from '../three-agents.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

describe.skipIf(executablePath === undefined)('the control page in a browser', () => {
  let browser: Browser
  let emulator: Emulator
  let hook: TestWebhook
  let answer = 'agent-ben'
  beforeAll(async () => {
    hook = await startWebhook(() => answer)
    emulator = await startEmulator({ agents: threeAgents, profiles: threeProfiles })
    const events = ['chats:assign', 'invitations:accept', 'messages:new', 'chats:close']
    await talkTo(emulator).call('POST', '/webhooks', { target: hook.url, events })
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await emulator?.stop()
    await hook?.end()
  })

  async function open(width: number, height: number): Promise<{ page: Page; asked: string[]; complained: string[] }> {
    const page = await browser.newPage({ viewport: { width, height } })
    const asked: string[] = []
    const complained: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    page.on('console', (message) => void (message.type() === 'error' && complained.push(message.text())))
    page.on('pageerror', (error) => void complained.push(error.message))
    await page.goto(`${emulator.url}/`)
    await page.getByText('live', { exact: true }).waitFor()
    return { page, asked, complained }
  }

  test('EM16 adds chats, shows whom they go to and why, and accepts, refuses, talks and closes', async () => {
    const { asked, complained, page } = await open(1280, 860)
    await page.getByText('No chat is open').waitFor()
    await page.getByLabel('Queue').selectOption('2')
    await page.getByLabel('Language').fill('en')
    await page.getByRole('button', { name: 'Add a chat' }).click()
    const chat = page.locator('.chat')
    await chat.getByText('→ agent-ben (webhook').waitFor()
    expect(await chat.locator('.tag').textContent()).toBe('invited')
    await chat.getByRole('button', { name: 'Reject' }).click()
    await expect.poll(() => emulator.answers.honoured).toBe(2)
    answer = 'nobody'
    await chat.getByRole('button', { name: 'Reject' }).click()
    await chat.getByText('(default: invalid)').waitFor()
    await chat.getByRole('button', { name: 'Accept' }).click()
    await chat.getByText('active', { exact: true }).waitFor()
    await chat.getByText('no messages').click()
    await chat.getByLabel('Message').fill('<b>hello</b>')
    await chat.getByRole('button', { name: 'Send' }).click()
    await chat.getByText('<b>hello</b>').waitFor()
    const traffic = page.locator('#traffic li')
    await expect.poll(() => traffic.filter({ hasText: 'messages:new' }).count()).toBe(1)
    expect(await traffic.filter({ hasText: 'chats:assign' }).count()).toBe(3)
    expect(await page.locator('#asked .figure').textContent()).toBe('3')
    await page.getByRole('button', { name: 'Add a chat' }).click()
    await expect.poll(() => chat.count()).toBe(2)
    await shoot(page, 'emulator-desktop')
    for (const left of [1, 0]) {
      await chat.first().getByRole('button', { name: 'Close' }).click()
      await expect.poll(() => chat.count()).toBe(left)
    }
    expect(complained).toEqual([])
    expect(asked.filter((url) => !url.startsWith(emulator.url) && !url.startsWith('data:'))).toEqual([])
    await page.close()
  })

  test('EM16 pauses and resumes agents, shows who waits, and says in words what was not granted', async () => {
    answer = ''
    const { page } = await open(1280, 860)
    const agents = page.locator('.agent')
    for (const name of ['Ana', 'Ben', 'Eva']) await page.getByRole('button', { name: `Pause ${name}` }).click()
    await expect.poll(() => agents.getByText('paused', { exact: true }).count()).toBe(3)
    await page.getByRole('button', { name: 'Add a chat' }).click()
    await page.locator('.chat').getByText('waits', { exact: true }).waitFor()
    expect(await page.locator('#queues').textContent()).toContain('1 wait, 0 slots free')
    await page.getByRole('button', { name: 'Resume Eva' }).click()
    await page.locator('.chat').getByText('→ agent-eva').waitFor()
    // Somebody else was quicker: what the button asks for is not to be had any more.
    await page.locator('.chat').getByRole('button', { name: 'Accept' }).waitFor()
    await page.evaluate(
      `void fetch('desk/chats/nowhere/close', { method: 'POST' }).then(async (r) => document.title = (await r.json()).error.message)`,
    )
    await expect.poll(() => page.title()).toContain('There is no chat')
    await page.locator('.chat').getByRole('button', { name: 'Close' }).click()
    await page.getByText('No chat is open').waitFor()
    for (const name of ['Ana', 'Ben']) await page.getByRole('button', { name: `Resume ${name}` }).click()
    await page.close()
  })

  test('EM16 fits a phone without scrolling sideways', async () => {
    answer = 'agent-eva'
    const { complained, page } = await open(390, 844)
    for (let n = 0; n < 3; n++) await page.getByRole('button', { name: 'Add a chat' }).click()
    await expect.poll(() => page.locator('.chat').count()).toBe(3)
    await page
      .getByRole('button', { name: /^Accept/ })
      .first()
      .click()
    await page.getByText('active', { exact: true }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    expect(complained).toEqual([])
    await shoot(page, 'emulator-phone')
    await page.close()
  })

  test('EM16 another site presses no buttons', async () => {
    const press = (site: string) =>
      fetch(`${emulator.url}/desk/chats`, { method: 'POST', headers: { 'sec-fetch-site': site }, body: '{}' })
    expect((await press('cross-site')).status).toBe(403)
    expect((await press('same-origin')).status).toBe(200)
  })
})

/** Keeps a picture where somebody asks for it. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['POINTSMAN_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
