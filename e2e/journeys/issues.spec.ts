import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LiveDesk } from '../desk'
import { inspect } from '../inspect'
import { expect, test, untilLive } from '../test'

/** The worker looks every five seconds, on a machine that is busy otherwise. */
const SOON = { timeout: 30_000 }
const TITLE = 'Deliveries with a wrong signature are refused'

async function forge({ endpointUrl }: LiveDesk, times: number) {
  const headers = { 'content-type': 'application/json', 'x-signature': 'f'.repeat(64) }
  const send = async () => (await fetch(endpointUrl, { method: 'POST', headers, body: '{}' })).status
  for (let n = 0; n < times; n++) {
    let status = 503
    await expect.poll(async () => (status = await send())).not.toBe(503)
    expect(status).toBe(401)
  }
}

test('wrong signatures become one issue: acknowledged, resolved, and back when they come again', async ({
  desk,
  signedIn,
}) => {
  const page = await signedIn('admin', 'Ana')
  await page.goto('/issues')
  await expect(page.getByText('Nothing fails')).toBeVisible()
  await forge(desk, 3)
  await expect(page.getByRole('link', { name: TITLE })).toHaveCount(1, SOON)
  await expect(page.getByRole('link', { name: /^Issues/ }).first()).toContainText('1')
  await inspect(page, 'the list of issues')
  await page.getByRole('heading', { name: 'Issues' }).click()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible()
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(page.getByText('Acknowledged by Ana')).toBeVisible()
  await forge(desk, 2)
  await expect(page.getByText('Failures')).toBeVisible()
  await expect(page.locator('dd').first()).toHaveText('5', SOON)
  await page.keyboard.press('r')
  await expect(page.getByText('Resolved by Ana')).toBeVisible()
  await forge(desk, 1)
  await expect(page.getByText('Came back; admins were told')).toBeVisible(SOON)
  await expect(page.getByText('1 since it came back · 6 ever')).toBeVisible()
  await inspect(page, 'an issue')
  await page.getByRole('link', { name: 'Refused deliveries' }).click()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(7)
  await page.getByRole('button', { name: /Notifications, 2 unread/ }).click()
  await page.getByRole('link', { name: /An issue came back/ }).click()
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible()
})

test('an auditor reads issues and alerts and changes nothing; a recruiter has neither', async ({ desk, signedIn }) => {
  await forge(desk, 1)
  const auditor = await signedIn('auditor')
  await auditor.goto('/issues')
  await auditor.getByRole('link', { name: TITLE }).click(SOON)
  await expect(auditor.getByText('What to do')).toBeVisible()
  await expect(auditor.getByRole('button', { name: /Resolve|Acknowledge/ })).toHaveCount(0)
  await auditor.goto('/settings/alerts')
  await expect(auditor.getByText('Only an admin of your organization can change these.')).toBeVisible()
  await expect(auditor.getByRole('textbox', { name: 'Recipients' })).toBeDisabled()
  const recruiter = await signedIn('recruiter')
  await recruiter.goto('/issues')
  await expect(recruiter.getByText('Your role does not include this')).toBeVisible()
  await expect(recruiter.getByRole('link', { name: /^Issues/ })).toHaveCount(0)
})

test('alerts: what is missing is said, a test says what became of it, and the chat address is never shown again', async ({
  signedIn,
}) => {
  const posted: string[] = []
  const chat = createServer(async (request, response) => {
    for await (const chunk of request) posted.push(String(chunk))
    response.end('ok')
  })
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/services/T0/secret`
  const page = await signedIn('admin')
  await page.goto('/settings/alerts')
  await expect(page.getByText('This installation sends no mail: set SMTP_URL')).toBeVisible()
  await untilLive(page.getByLabel('Recipients'))
  await page.getByLabel('Recipients').fill('ops@example.test nobody')
  await page.getByLabel('Webhook’s address').fill(address)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
  await page.getByLabel('Recipients').fill('ops@example.test')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Alerts saved')).toBeVisible()
  await page.getByRole('button', { name: 'Send a test to the chat' }).click()
  await expect(page.getByText('Sent.')).toBeVisible()
  expect(posted.join('')).toContain('This is a test.')
  await page.reload()
  await expect(page.getByText(`Alerts go to ${new URL(address).host}.`)).toBeVisible()
  expect(await page.content()).not.toContain('secret')
  await inspect(page, 'the alerts')
  await new Promise((resolve) => chat.close(resolve))
})
