import type { Locator, Page } from '@playwright/test'
import type { LiveDesk } from '../desk'
import { inspect } from '../inspect'
import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

/** Contrast depends on the theme, order and overflow on the width: each of both is looked at once. */
const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const
const NO_ITEM = '00000000-0000-7000-8000-000000000000'

async function check(page: Page, path: string, heading: RegExp | string) {
  await page.goto(path)
  await expect(page.getByRole('heading', { name: heading }).first()).toBeAttached()
  await inspect(page, path)
}

/** Presses until the page listens: before hydration it does not. */
async function pressUntil(page: Page, key: string, opened: Locator) {
  await expect(async () => {
    if (!(await opened.isVisible())) await page.keyboard.press(key)
    await expect(opened).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

const flagLongName = (desk: LiveDesk) =>
  desk.flag('conv_axe', 'Muhammad Abdulrahman', 'Al-Khwarizmi von und zu Hohenlohe-Langenburg', 'Asks about a visa')

// Two dozen pages, each looked at when it has come to rest.
test.setTimeout(240_000)

for (const { colorScheme, viewport } of looks) {
  const look = `${colorScheme}, ${viewport.width} px`

  test(`axe finds nothing and nothing scrolls sideways on any page: ${look}`, async ({ desk, signedIn, browser }) => {
    await flagLongName(desk)
    const { id } = await desk.reviewItem({}, { candidateName: null, firstName: null, lastName: null })
    const page = await signedIn('admin', 'Priya Raman', { colorScheme, viewport })
    await check(page, '/inbox', /Inbox/)
    await check(page, `/inbox/${id}`, /./)
    await check(page, '/inbox?tab=resolved', /Inbox/)
    await check(page, '/inbox?tab=snoozed', /Inbox/)
    for (const part of ['review', 'macros', 'keyboard', 'endpoints', 'popp'])
      await check(page, `/settings/${part}`, 'Settings')
    await check(page, '/conversations', /Conversations/)
    await check(page, '/conversations/conv_axe', /Muhammad/)
    await check(page, '/deliveries', /Deliveries/)
    await check(page, '/deliveries?tab=rejected', /Deliveries/)
    await check(page, '/issues/outgoing', 'Outgoing calls')
    await check(page, '/issues', /Issues/)
    await check(page, `/issues/${NO_ITEM}`, 'There is no such issue')
    await check(page, '/settings/alerts', 'Settings')
    await check(page, '/health', 'Health')
    await check(page, '/nothing-is-here', /./)
    await check(page, `/inbox/${NO_ITEM}`, 'There is no such item')
    await check(page, '/conversations/nothing', 'There is no such conversation')
    const visitor = await browser.newContext({ colorScheme, viewport, baseURL: desk.url })
    await check(await visitor.newPage(), '/login', /Sign in/)
    await visitor.close()
  })

  test(`nor in what opens over a page, nor where a role ends: ${look}`, async ({ desk, signedIn }) => {
    await flagLongName(desk)
    const { id } = await desk.reviewItem()
    const page = await signedIn('admin', 'Priya Raman', { colorScheme, viewport })

    await page.goto('/deliveries')
    const events = page.getByRole('table', { name: 'Received events' })
    await events.getByRole('link', { name: 'CONVERSATION_NEEDS_REVIEW' }).first().click()
    const drawer = page.getByRole('dialog', { name: 'CONVERSATION_NEEDS_REVIEW' })
    await drawer.getByRole('button', { name: 'Show values' }).click()
    await expect(drawer.getByRole('figure', { name: 'body', exact: true })).toContainText('Asks about a visa')
    await inspect(page, 'a delivery')

    await page.goto(`/inbox/${id}`)
    const { detail, resolvePanel } = new InboxPage(page)
    await detail.getByRole('button', { name: 'Resolve' }).first().click()
    await expect(resolvePanel).toBeVisible()
    await expect(detail.getByText(/^Yours until/)).toBeVisible()
    await inspect(page, 'the resolve panel')

    for (const [key, opened] of [
      ['h', page.getByRole('menu', { name: /Snooze/ })],
      ['o', page.getByRole('dialog', { name: /Hand over/ })],
      ['m', page.getByRole('menu', { name: 'Macros' })],
    ] as const) {
      await page.goto(`/inbox/${id}`)
      await pressUntil(page, key, opened)
      // An open menu stands outside of every landmark, at the end of the page.
      await inspect(page, `what ${key} opens`, ['region'])
    }
    await page.goto('/inbox')
    await page.getByRole('button', { name: /^Filter/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await inspect(page, 'the filter')

    await page.goto('/inbox')
    await pressUntil(page, '?', page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
    await inspect(page, 'the keyboard sheet')

    await page.goto('/inbox')
    await pressUntil(page, 'Control+k', page.getByRole('dialog', { name: 'Commands' }))
    await inspect(page, 'the palette')

    const recruiter = await signedIn('recruiter', 'Ana Silva', { colorScheme, viewport })
    await check(recruiter, '/deliveries', 'Your role does not include this')
  })
}
