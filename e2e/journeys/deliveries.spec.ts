import { db } from '@/lib/platform/db'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { inspect } from '../inspect'
import { expect, test, untilLive } from '../test'

const dead = JSON.stringify({
  event: 'CONVERSATION_NEEDS_REVIEW',
  eventId: 'evt_dead',
  data: { recordId: 'conv_dead', externalId: 'ats-1001', participantFirstName: 'Amara', reason: 'Asks about a visa' },
})

test('an admin finds an event by a payload field, reads why it failed, and replays it after the fix, by keyboard', async ({
  desk,
  signedIn,
}) => {
  await storeEvents(desk.organizationId, [{ body: dead, state: 'dead', error: 'Error · P2010 · 23514' }])
  for (let n = 0; n < 3; n++) await desk.send('CONVERSATION_STARTED', { recordId: `conv_${n}`, externalId: `ats-${n}` })
  const page = await signedIn('admin', 'Dana Admin')
  await page.goto('/deliveries')
  const rows = page.getByRole('table', { name: 'Received events' }).getByRole('row')
  await expect(rows).toHaveCount(5)

  // A dead letter is made findable by a loop of the worker, a moment later.
  const { organizationId } = desk
  await expect.poll(() => db().eventFields.count({ where: { organizationId } }), { timeout: 15_000 }).toBe(4)
  const search = page.getByRole('searchbox')
  await untilLive(search)
  await search.fill('data.externalId = ats-1001')
  await expect(rows).toHaveCount(2)
  expect(page.url()).not.toContain('ats-1001')
  await expect(rows.nth(1)).toContainText('Failed')
  await inspect(page, 'the deliveries, found by a payload field')

  await search.blur()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Selected deliveries' })
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: /CONVERSATION_NEEDS_REVIEW/ })
  await expect(sheet.getByText('Error · P2010 · 23514')).toBeVisible()
  await expect(sheet.getByText('‹5 characters›')).toBeVisible()
  await expect(sheet.getByText('Amara')).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Show values' }).click()
  await expect(sheet.getByText('"Amara"')).toBeVisible()
  await inspect(page, 'a delivery')

  await sheet.getByRole('button', { name: 'Replay…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Replay events' })
  await expect(dialog.getByText('1 conversation would change.')).toBeVisible()
  await expect(dialog.getByText('conv_dead')).toBeVisible()
  await inspect(page, 'the replay that is asked for')
  await dialog.getByRole('button', { name: 'Replay 1 event' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(sheet.getByText('Applied', { exact: true }).first()).toBeVisible()
  await expect(sheet.getByText('Opened a review item')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.getByRole('button', { name: 'Replays' }).click()
  const history = page.getByRole('dialog', { name: 'Replays' })
  await expect(history.getByText('Replay of 1 event')).toBeVisible()
  await expect(history.getByText('Dry run of 1 event')).toBeVisible()
  await inspect(page, 'the replays')
})

test('all that match are replayed, also what is not loaded; an auditor reads the log and sees nothing of replays', async ({
  desk,
  signedIn,
}) => {
  const started = (n: number) => JSON.stringify({ event: 'CONVERSATION_STARTED', data: { recordId: `conv_${n}` } })
  await storeEvents(
    desk.organizationId,
    Array.from({ length: 130 }, (_, n) => ({ body: started(n), state: 'dead' })),
  )
  const page = await signedIn('admin', 'Dana Admin')
  await page.goto('/deliveries?state=dead')
  await page.getByRole('checkbox', { name: 'Select all loaded deliveries' }).check()
  const bar = page.getByRole('region', { name: 'Selected deliveries' })
  await expect(bar).toContainText('50 selected')
  await bar.getByRole('button', { name: 'Select all 130 that match' }).click()
  await expect(bar).toContainText('Selected: all 130 that match')
  await bar.getByRole('button', { name: 'Replay…' }).click()
  await page.getByRole('button', { name: 'Replay 130 events' }).click()
  await expect(page.getByText('No delivery fits these filters')).toBeVisible()
  const auditor = await signedIn('auditor', 'Tomás Herrera')
  await auditor.goto('/deliveries')
  await expect(auditor.getByRole('row').nth(5)).toBeVisible()
  await expect(auditor.getByRole('checkbox')).toHaveCount(0)
  await expect(auditor.getByRole('button', { name: 'Replays' })).toHaveCount(0)
})
