import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

test('what changed while a page was on its way is on the screen when it arrives', async ({ desk, signedIn }) => {
  const page = await signedIn('recruiter', 'Ana Silva')
  const inbox = new InboxPage(page)
  await inbox.open('/conversations', 'Conversations')
  const link = page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: /Inbox/ })
  let flagged = false
  await page.route(/\/inbox\?_rsc=/, async (route) => {
    const response = await route.fetch()
    if (!flagged && !route.request().headers()['next-router-prefetch']) {
      flagged = true
      await desk.flag('conv_on_the_way', 'Amara', 'Okafor', 'Asks whether visa sponsorship is possible')
      // This browser has been told: the navigation counts it.
      await expect(link).toContainText('1')
    }
    await route.fulfill({ response })
  })
  await link.click()
  await expect(inbox.row('Amara Okafor')).toBeVisible()
  expect(flagged).toBe(true)
})
