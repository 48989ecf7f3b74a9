import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

/** Less than the half minute after which a colleague fades by herself. */
const LIVE_MS = 15_000

test('colleagues see who views an item and who types in it, in list and detail, until they leave; nothing is locked by it', async ({
  desk,
  signedIn,
}) => {
  await desk.flag('conv_presence', 'Amara', 'Okafor')
  const ana = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const ben = new InboxPage(await signedIn('recruiter', 'Ben Okoye'))
  await ana.open()
  await ben.open()
  await ben.row('Amara Okafor').click()
  await expect(ana.row('Amara Okafor')).toContainText('Ben Okoye is viewing', { timeout: LIVE_MS })

  await ana.row('Amara Okafor').click()
  const line = ana.detail.getByText(/is (viewing|typing)/)
  await expect(line).toHaveText('Ben Okoye is viewing')
  await expect(ben.detail.getByText('Ana Silva is viewing')).toBeVisible({ timeout: LIVE_MS })
  await expect(ben.detail.getByText('Ben Okoye is')).toHaveCount(0)

  const note = ben.detail.getByRole('textbox', { name: /note/i })
  await note.pressSequentially('She called')
  await expect(line).toHaveText('Ben Okoye is typing…', { timeout: LIVE_MS })
  await expect(ana.row('Amara Okafor')).toContainText('Ben Okoye is typing…')

  // Looking and typing lock nothing.
  await ana.detail.getByRole('button', { name: 'Claim' }).click()
  await expect(ana.detail.getByText(/^Yours until/)).toBeVisible()

  await ben.page.goto('/conversations')
  await expect(line).toHaveCount(0, { timeout: LIVE_MS })
  await expect(ana.row('Amara Okafor')).not.toContainText('Ben Okoye is')
})
