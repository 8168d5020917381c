import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { request } from 'node:http'
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

  test('EM16 searches for an agent where there is no queue mode', async () => {
    const own = await startEmulator({ agents: threeAgents, settings: { mode: 'search', maxAttempts: 1 } })
    try {
      const { chat } = talkTo(own)
      const { id } = await chat()
      const page = await browser.newPage()
      await page.goto(`${own.url}/`)
      const row = page.locator('.chat')
      await row.getByText('not searched for', { exact: true }).waitFor()
      await page.getByRole('button', { name: `Search for an agent for ${id}` }).click()
      await row.getByRole('button', { name: 'Reject' }).click()
      await row.getByText('forever alone', { exact: true }).waitFor()
      await row.getByRole('button', { name: 'Search' }).click()
      await row.getByRole('button', { name: 'Accept' }).click()
      await row.getByText('active', { exact: true }).waitFor()
      await page.close()
    } finally {
      await own.stop()
    }
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

  test('EM16 under a name that somebody else made lead here nothing is shown, and no button pressed', async () => {
    const { port } = new URL(emulator.url)
    const ask = (method: string, path: string, host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asking = request({ host: '127.0.0.1', port, method, path, headers: { host } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
        asking.on('error', reject).end()
      })
    const { open: before } = emulator.platform.chats
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/desk/state'],
      ['GET', '/desk/events'],
      ['POST', '/desk/chats'],
    ] as const) {
      expect([path, await ask(method, path, `evil.example:${port}`)]).toEqual([path, 403])
    }
    expect(emulator.platform.chats.open).toBe(before)
    expect(await ask('GET', '/desk/state', `localhost:${port}`)).toBe(200)
  })

  test('EM16 there are no other buttons, and no body is too large for them', async () => {
    const post = async (path: string, body: string): Promise<number> =>
      (await fetch(`${emulator.url}/desk/${path}`, { method: 'POST', body })).status
    for (const action of ['constructor', 'toString', '__proto__', 'leave']) {
      expect([action, await post(`agents/agent-ana/${action}`, '')]).toEqual([action, 404])
    }
    expect(emulator.platform.agent('agent-ana').status).toBe('online')
    expect(await post('chats', JSON.stringify({ lang: 'en', more: 'x'.repeat(2 ** 20) }))).toBe(413)
  })

  test('EM16 names, messages and what a webhook says are text and nothing else; the page holds no secret', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    answer = evil
    const { call } = talkTo(emulator)
    const { user } = (await call('POST', '/users', { name: evil })).body
    const { chat } = (await call('POST', '/chats', { room: '1', creator: user.id, lang: evil })).body
    const { agent } = (await call('GET', `/chats/${chat.id}/assign`)).body
    await call('POST', '/invitations/accept', { chatId: chat.id, userId: agent.id })
    await call('POST', `/chats/${chat.id}/messages`, { sender: user.id, message: evil })
    const { complained, page } = await open(1280, 860)
    const row = page.locator(`.chat[data-key="${chat.id}"]`)
    await row.getByText('messages: 1').click()
    expect(await row.locator('p').textContent()).toContain(evil)
    expect(await row.locator('.name').textContent()).toContain(evil)
    expect(await row.locator('.note').first().textContent()).toContain(evil)
    await expect.poll(() => page.locator('#traffic').textContent()).toContain(`named ${evil}`)
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect([await page.title(), complained]).toEqual(['Agent Chat, emulated', []])
    const { credentials, webhooks } = emulator
    const shown = `${await (await fetch(emulator.url)).text()}${await (await fetch(`${emulator.url}/desk/state`)).text()}`
    const secrets = [credentials.secret, credentials.domainKey, ...webhooks.all.map(({ secret }) => secret)]
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
    await call('DELETE', `/chats/${chat.id}`)
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
