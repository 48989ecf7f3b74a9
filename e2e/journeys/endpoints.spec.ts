import { deliver } from '@/lib/popp/simulator/deliver'
import { inspect } from '../inspect'
import { expect, test } from '../test'

const [OLD, NEW] = ['whsec_of_popps_portal', 'whsec_after_the_rotation']

/** What Popp is answered when it signs with this secret. A refusal is an answer too: only what was too busy is repeated. */
let sent = 0
const answerTo = async (url: string, secret: string): Promise<number> => {
  const payload = { event: 'WORKFLOW_PUBLISHED', eventId: `evt_rotation_${++sent}`, data: {} }
  let status = 503
  const send = async () => (status = (await deliver(url, secret, payload, { attempts: 1 })).status)
  await expect.poll(send).not.toBe(503)
  return status
}

test('an admin connects Popp and rotates the secret without a refused delivery; the retired secret opens nothing', async ({
  desk,
  signedIn,
}) => {
  const page = await signedIn('admin', 'Priya Raman')
  await page.goto('/settings/endpoints')
  const main = page.getByRole('main')

  await main.getByRole('button', { name: 'New endpoint' }).click()
  const dialog = page.getByRole('dialog')
  // The dialog begins in its first field: what is typed at once is there.
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Utrecht')
  await dialog.getByRole('textbox', { name: 'Secret from Popp’s portal' }).fill(OLD)
  await inspect(page, 'a new endpoint')
  await dialog.getByRole('button', { name: 'Create endpoint' }).click()
  const own = page.getByRole('region', { name: 'Utrecht' })
  const address = own.getByText(`${desk.url}/api/webhooks/popp/`).first()
  await expect(address).toBeVisible()
  const url = (await address.textContent())!
  expect(await answerTo(url, OLD)).toBe(200)

  await own.getByRole('button', { name: 'Send test' }).click()
  await expect(own.getByRole('status').filter({ hasText: 'Test delivered.' })).toContainText('Answered 200 (stored)')
  await own.getByRole('link', { name: 'Open the delivery' }).click()
  await expect(page.getByRole('dialog', { name: 'REVIEW_DESK_TEST' })).toBeVisible()
  await page.goBack()

  await own.getByRole('button', { name: 'New secret' }).click()
  await dialog.getByRole('textbox', { name: 'Secret from Popp’s portal' }).fill(NEW)
  await dialog.getByRole('button', { name: 'Add secret' }).click()
  const list = own.getByRole('list', { name: 'Signing secrets of Utrecht' })
  const secrets = list.getByRole('listitem')
  await expect(secrets).toHaveCount(2)
  expect([await answerTo(url, OLD), await answerTo(url, NEW)]).toEqual([200, 200])

  const question = page.getByRole('dialog', { name: 'Retire this signing secret?' })
  await secrets.last().getByRole('button', { name: 'Retire' }).click()
  await expect(question).toContainText('Deliveries signed with it are refused from then on')
  await expect(question).toContainText('It last signed an event')
  await inspect(page, 'the question before a secret is retired')
  // The safe choice has the focus: who hits Enter without reading has changed nothing.
  await page.keyboard.press('Enter')
  await expect(question).toHaveCount(0)
  await expect(secrets.last().getByRole('button', { name: 'Retire' })).toBeFocused()
  expect(await answerTo(url, OLD)).toBe(200)
  await secrets.last().getByRole('button', { name: 'Retire' }).click()
  await question.getByRole('button', { name: 'Retire secret' }).click()
  await expect(secrets).toHaveCount(1)
  // Its button went with it: the keyboard stays among the secrets instead of at the page's beginning.
  await expect(list.locator('..')).toBeFocused()
  await expect.poll(() => answerTo(url, OLD)).toBe(401)
  expect(await answerTo(url, NEW)).toBe(200)
})

test('a secret that is made here is shown once; unsigned mode asks for the name and says so on every screen', async ({
  signedIn,
}) => {
  const page = await signedIn('admin', 'Priya Raman')
  await page.goto('/settings/endpoints')
  const own = page.getByRole('region', { name: 'Popp' })
  const dialog = page.getByRole('dialog')
  await own.getByRole('button', { name: 'New secret' }).click()
  await dialog.getByRole('radio', { name: 'Make one here' }).click()
  await dialog.getByRole('button', { name: 'Add secret' }).click()
  const shown = page.getByRole('dialog', { name: 'Enter this in Popp’s portal' })
  await expect(shown.getByText(/^whsec_/)).toBeVisible()
  await inspect(page, 'a secret shown once', ['region'])
  await shown.getByRole('button', { name: 'I have entered it' }).click()
  await page.reload()
  await expect(own.getByRole('button', { name: 'New secret' })).toBeVisible()
  await expect(page.getByText(/whsec_/)).toHaveCount(0)

  const unsigned = own.getByRole('switch', { name: 'Accept deliveries without a signature' })
  await unsigned.click()
  await dialog.getByRole('button', { name: 'Accept unsigned' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Type the endpoint’s name')
  await dialog.getByRole('textbox').fill('Popp')
  await dialog.getByRole('button', { name: 'Accept unsigned' }).click()
  await expect(page.getByText('Deliveries without a signature are accepted')).toBeVisible()
  await unsigned.click()
  await expect(page.getByText('Deliveries without a signature are accepted')).toHaveCount(0)
})
