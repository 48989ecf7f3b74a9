import type { Locator } from '@playwright/test'
import { db } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { LiveDesk } from '../desk'
import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

const LAST_MINUTE = 50
/** Ends by itself, with the browser looking on. */
const LAST_SECONDS = 12
/** The rest of the lease, the worker's sweep and the way to the screen. */
const LAPSED = { timeout: (LAST_SECONDS + 25) * 1_000 }

/** As if nearly all of the lease had passed. */
async function leaseEndsIn({ organizationId }: LiveDesk, seconds: number) {
  const moved = await db().$executeRaw`
    UPDATE review_items SET lease_until = clock_timestamp() + make_interval(secs => ${seconds}::float8)
    WHERE organization_id = ${organizationId}::uuid AND holder_id IS NOT NULL`
  expect(moved).toBe(1)
  publish(organizationId, 'review-items')
}

const item = ({ organizationId }: LiveDesk) => db().reviewItem.findFirstOrThrow({ where: { organizationId } })

const minutesLeft = async (desk: LiveDesk) => ((await item(desk)).leaseUntil!.getTime() - Date.now()) / 60_000

test('the holder is warned in the open item, extends by key, and sees the claim end when she does not', async ({
  desk,
  signedIn,
}) => {
  await desk.flag('conv_lease_1', 'Amara', 'Okafor')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { detail, page } = inbox
  const warning = detail.getByText('Your claim ends in less than a minute')
  const mine = detail.getByText(/^Yours until/)
  await inbox.open()
  await inbox.row('Amara Okafor').click()
  await detail.getByRole('button', { name: 'Claim' }).click()
  await expect(mine).toBeVisible()
  // The screen shows it before the server has answered.
  await expect.poll(async () => (await item(desk)).holderId).not.toBeNull()

  await leaseEndsIn(desk, LAST_MINUTE)
  await expect(warning).toBeVisible()
  await expect(notice(inbox)).toHaveCount(0)
  // Activity in the item renews the claim by itself: this is the key's doing.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('c')
  await expect(mine).toBeVisible()
  await expect(warning).toHaveCount(0)
  expect(await minutesLeft(desk)).toBeGreaterThan(10)

  await leaseEndsIn(desk, LAST_SECONDS)
  await expect(warning).toBeVisible()
  await expect(detail.getByText('Your claim has ended. Nobody holds this now.')).toBeVisible(LAPSED)
  await expect(detail.getByRole('button', { name: 'Claim' })).toBeEnabled()
  await expect(inbox.row('Amara Okafor')).not.toContainText('You until')
  await expect.poll(async () => (await item(desk)).holderId, LAPSED).toBeNull()
})

test('on another screen the holder is warned too, extends or opens from there, and is told when the claim has ended', async ({
  desk,
  signedIn,
}) => {
  await desk.flag('conv_lease_2', 'Amara', 'Okafor')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  await inbox.open()
  await expect(inbox.row('Amara Okafor')).toBeVisible()
  await page.keyboard.press('n')
  await expect(inbox.detail.getByText(/^Yours until/)).toBeVisible()
  await inbox.open('/conversations', 'Conversations')

  await leaseEndsIn(desk, LAST_MINUTE)
  await expect(notice(inbox)).toBeVisible()
  await notice(inbox).getByRole('button', { name: 'Extend' }).click()
  await expect(notice(inbox)).toHaveCount(0)
  await expect(page.getByText(/^Yours until/)).toBeVisible()
  expect(await minutesLeft(desk)).toBeGreaterThan(10)

  await leaseEndsIn(desk, LAST_MINUTE)
  await notice(inbox).getByRole('button', { name: 'Open' }).click()
  await expect(inbox.heading('Amara Okafor')).toBeVisible()
  await expect(notice(inbox)).toHaveCount(0)

  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Conversations' }).click()
  await expect(page.getByRole('heading', { name: 'Conversations' }).first()).toBeVisible()
  await leaseEndsIn(desk, LAST_MINUTE)
  await expect(notice(inbox)).toBeVisible()
  await leaseEndsIn(desk, LAST_SECONDS)
  await expect(page.getByText('Your claim on Amara Okafor has ended')).toBeVisible(LAPSED)
  await expect(notice(inbox)).toHaveCount(0)
  await expect.poll(async () => (await item(desk)).holderId, LAPSED).toBeNull()
})

const notice = ({ page }: InboxPage): Locator =>
  page.getByRole('listitem').filter({ hasText: 'Your claim on Amara Okafor ends in' })
