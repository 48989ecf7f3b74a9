import type { Page } from '@playwright/test'
import type { SignedInMember } from '@/lib/members/domain'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { createReviewItems } from '@/lib/platform/testing/many-items'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { raiseFlags } from '@/lib/reviews/flag-service'
import type { LiveDesk } from '../desk'
import { inspect } from '../inspect'
import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

/** A run of 5,000 takes 10 s; on a machine that is busy with other things, much longer. */
const RUN_MS = 60_000

/** Open items of candidates "Candidate 0" and so on, in the order in which they wait. */
function manyItems({ organizationId }: LiveDesk, count: number) {
  const start = Date.now() - 86_400_000
  return createReviewItems(organizationId, count, (n) => ({
    item: { openedAt: new Date(start + n * 1_000), flaggedAt: new Date(start + n * 1_000) },
    conversation: { firstName: 'Candidate', lastName: String(n), candidateName: `Candidate ${n}` },
  }))
}
type Items = Awaited<ReturnType<typeof manyItems>>

/** Every column of every item but the version, which only ever rises. */
async function image({ organizationId }: LiveDesk) {
  const rows = await db().reviewItem.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
  return rows.map(({ version: _, ...row }) => row)
}

/** 15 claimed, 10 resolved, 12 flagged again, spread over what is loaded and what is not. */
async function change37({ organizationId }: LiveDesk, ben: SignedInMember, items: Items) {
  const every = items.map((item, n) => ({ ...item, name: `Candidate ${n}` })).filter((_, n) => n % 135 === 7)
  expect(every.length).toBeGreaterThanOrEqual(37)
  const [claimed, resolved, flagged] = [every.slice(0, 15), every.slice(15, 25), every.slice(25, 37)]
  for (const { id } of [...claimed, ...resolved]) expect(await claimItem(ben, id)).toMatchObject({ ok: true })
  for (const { id } of resolved) {
    const decision = { version: 1, outcome: 'proceed', reason: '', idempotencyKey: newId() } as const
    expect(await resolveItem(ben, id, decision)).toMatchObject({ ok: true })
  }
  for (const { recordKey } of flagged) {
    const flags = [{ key: newId(), flaggedAt: new Date(), reason: 'Asks again' }]
    await transaction((tx) =>
      raiseFlags(organizationId, tx, [{ recordKey, campaign: null, flags, replacedFlags: [], news: [] }]),
    )
  }
  return { claimed, resolved, flagged, ids: new Set(every.slice(0, 37).map(({ id }) => id)) }
}

const bulkParts = (page: Page) => ({
  selected: page.getByRole('region', { name: 'Selected items' }),
  actions: page.getByRole('group', { name: 'Change the selected items' }),
  line: page.getByRole('region', { name: 'The last command on many items' }),
  result: page.getByRole('dialog'),
})

test('5,000 that match are selected and resolved by keyboard; the 37 that changed meanwhile are named; undo is exact', async ({
  desk,
  signedIn,
}) => {
  test.setTimeout(180_000)
  const items = await manyItems(desk, 5_000)
  const ben = await desk.member('recruiter', 'Ben Okoye')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  const { selected, line, result } = bulkParts(page)
  await inbox.open()
  await expect(inbox.row('Candidate 99')).toBeVisible()

  await page.keyboard.press('Shift+A')
  await expect(selected.getByText('All 100 loaded items are selected.')).toBeVisible()
  await page.keyboard.press('Shift+A')
  await expect(selected.getByText('5,000 selected')).toBeVisible()

  const changed = await change37(desk, ben, items)
  const before = await image(desk)

  await page.keyboard.press('r')
  await expect(page.getByRole('dialog', { name: 'Resolve 5,000 items' })).toBeVisible()
  await page.keyboard.press('6')
  await page.keyboard.type('Campaign closed.')
  await page.keyboard.press('Control+Enter')
  await expect(line).toContainText(/Resolving [\d,]+ of 5,000/)
  await expect(line).toContainText('4,963 resolved, 37 skipped', { timeout: RUN_MS })

  const after = await image(desk)
  expect(after.filter(({ id }) => changed.ids.has(id))).toEqual(before.filter(({ id }) => changed.ids.has(id)))
  expect(after.filter(({ id, state }) => !changed.ids.has(id) && state === 'resolved')).toHaveLength(4_963)

  await line.getByRole('button', { name: 'Which?' }).click()
  await expect(result.getByRole('heading', { name: '4,963 resolved, 37 skipped' })).toBeVisible()
  for (const [words, named] of [
    ['Held by somebody else: 15', changed.claimed],
    ['Resolved already: 10', changed.resolved],
    ['Changed since you selected it: 12', changed.flagged],
  ] as const) {
    const links = result.getByRole('region', { name: words }).getByRole('link')
    expect((await links.allTextContents()).sort()).toEqual(named.map(({ name }) => name).sort())
  }

  await result.getByRole('button', { name: 'Undo' }).click()
  await expect(result.getByRole('heading', { name: '4,963 put back' })).toBeVisible({ timeout: RUN_MS })
  expect(await image(desk)).toEqual(before)
})

test('a run is stopped between two parts, says what it left, and goes on from there', async ({ desk, signedIn }) => {
  await manyItems(desk, 600)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  const { selected, actions, line } = bulkParts(page)
  await inbox.open()
  let parts = 0
  let sendThird = () => {}
  const third = new Promise<void>((resolve) => {
    sendThird = resolve
  })
  await page.route('**/api/review-items/bulk', async (route) => {
    if (++parts === 3) await third
    await route.continue()
  })
  await page.getByRole('checkbox', { name: 'Select all loaded items' }).check()
  await selected.getByRole('button', { name: 'Select all 600 that match' }).click()
  await actions.getByRole('button', { name: 'Snooze' }).click()
  await page.getByRole('radio', { name: /Tomorrow morning/ }).click()
  await page.getByRole('button', { name: 'Snooze 600' }).click()
  await expect(line).toContainText('Snoozing 200 of 600')
  await line.getByRole('button', { name: 'Stop' }).click()
  sendThird()
  await expect(line).toContainText('300 snoozed, 300 left as they were')
  const asleep = () =>
    db().reviewItem.count({ where: { organizationId: desk.organizationId, snoozedById: { not: null } } })
  expect(await asleep()).toBe(300)
  await line.getByRole('button', { name: 'Go on' }).click()
  await expect(line).toContainText('600 snoozed')
  expect(await asleep()).toBe(600)
  await expect(inbox.list.getByText('0 free', { exact: false }).first()).toBeVisible()
})

test('who reloads in the middle is asked first, and afterwards told how far it went', async ({ desk, signedIn }) => {
  await manyItems(desk, 300)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  const { selected, actions, line } = bulkParts(page)
  await inbox.open()
  let parts = 0
  await page.route('**/api/review-items/bulk', async (route) => {
    // The second never leaves the browser.
    if (++parts !== 2) await route.continue()
  })
  await page.getByRole('checkbox', { name: 'Select all loaded items' }).check()
  await selected.getByRole('button', { name: 'Select all 300 that match' }).click()
  await actions.getByRole('button', { name: 'Resolve' }).click()
  await page.keyboard.press('6')
  await page.keyboard.press('Control+Enter')
  await expect(line).toContainText('Resolving 100 of 300')
  const asked: string[] = []
  page.once('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
  await expect(line).toContainText('100 resolved, 100 not known, 100 left as they were')
  await line.getByRole('button', { name: 'Go on' }).click()
  await expect(line).toContainText('300 resolved')
  const resolved = { organizationId: desk.organizationId, state: 'resolved' } as const
  expect(await db().reviewItem.count({ where: resolved })).toBe(300)
  await line.getByRole('button', { name: 'Undo' }).click()
  await expect(line).toContainText('300 put back')
  expect(await db().reviewItem.count({ where: resolved })).toBe(0)
})

test('rows are ticked one by one and in ranges, by keys and by pointer, and nothing moves under either', async ({
  desk,
  signedIn,
}) => {
  await manyItems(desk, 40)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  const { selected, actions } = bulkParts(page)
  await inbox.open()
  const box = (n: number) => page.getByRole('checkbox', { name: `Select Candidate ${n}`, exact: true })
  const rowOf = (n: number) => inbox.list.getByRole('listitem').filter({ has: box(n) })
  // The lowest row in sight: what is ticked first must neither move nor be covered.
  const heights = await page.evaluate(
    () => document.querySelector('ol[aria-label="Review items"]')!.getBoundingClientRect().y,
  )
  const low = Math.floor((900 - 60 - heights) / 56) - 1
  const place = await rowOf(low).boundingBox()
  await box(low).check()
  await expect(selected.getByText('1 selected')).toBeVisible()
  expect(await rowOf(low).boundingBox()).toEqual(place)
  await box(low).click({ trial: true })
  await box(2).click({ modifiers: ['Shift'] })
  await expect(selected.getByText(`${low - 1} selected`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(actions).toBeHidden()

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  await expect(selected.getByText('3 selected')).toBeVisible()
  await page.keyboard.press('Shift+K')
  await expect(selected.getByText('2 selected')).toBeVisible()
})

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 360],
] as const) {
  test(`axe finds nothing in a selection, its dialogs and its result: ${colorScheme}, ${width} px`, async ({
    desk,
    signedIn,
  }) => {
    const [first] = await manyItems(desk, 3)
    const page = await signedIn('recruiter', 'Ana Silva', { colorScheme, viewport: { width, height: 740 } })
    const { selected, actions, line, result } = bulkParts(page)
    await new InboxPage(page).open()
    await page.getByRole('checkbox', { name: 'Select all loaded items' }).check()
    await expect(selected.getByText('3 selected')).toBeVisible()
    await inspect(page, 'the bar')
    await claimItem(await desk.member('recruiter', 'Ben Okoye'), first!.id)
    await actions.getByRole('button', { name: 'Resolve' }).click()
    await page.getByRole('radio', { name: 'Proceed', exact: true }).click()
    await inspect(page, 'the dialog')
    await page.getByRole('button', { name: 'Resolve 3' }).click()
    await expect(line).toContainText('2 resolved, 1 skipped')
    await line.getByRole('button', { name: 'Which?' }).click()
    await expect(result.getByRole('link', { name: 'Candidate 0' })).toBeVisible()
    await inspect(page, 'the result')
  })
}
