import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'
import type { SignedInMember } from '@/lib/members/domain'
import type { Role } from '@/lib/members/schema'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'
import { createLiveDesk, type LiveDesk } from './desk'

interface Fixtures {
  desk: LiveDesk
  /** A browser of a new member, signed in. */
  signedIn: (
    role?: Role,
    name?: string,
    options?: Parameters<import('@playwright/test').Browser['newContext']>[0],
  ) => Promise<Page & { member: SignedInMember }>
}

/** Ours besides the product's: a page that logs an error or breaks the content policy fails its test. */
const HARMLESS = [
  /Failed to load resource: the server responded with a status of (401|403|404|409|422)/,
  // Only of browsers that a test has taken off the network.
  /Failed to load resource: net::ERR_INTERNET_DISCONNECTED/,
]

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern
  desk: async ({}, use, info) => {
    await use(await createLiveDesk(`Desk of ${info.title}`.slice(0, 80)))
  },
  signedIn: async ({ browser, desk }, use) => {
    const contexts: BrowserContext[] = []
    const complaints: string[] = []
    await use(async (role = 'recruiter', name = `A ${role}`, options = {}) => {
      const member = await desk.member(role, name)
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        ...options,
        baseURL: desk.url,
      })
      contexts.push(context)
      await context.addCookies([
        {
          name: cookieName('session'),
          value: await encodeSession(member.sessionId),
          url: desk.url,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ])
      const page = await context.newPage()
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      return Object.assign(page, { member })
    })
    for (const context of contexts) await context.close()
    expect(complaints.filter((text) => !HARMLESS.some((pattern) => pattern.test(text)))).toEqual([])
  },
})

/** Resolves when React has begun to take the field over: what is filled in before that reaches no state. */
export const untilLive = (field: Locator) =>
  expect.poll(() => field.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__react')))).toBe(true)

/** Requests to this wait until what it returns is called. */
export async function holdBack(page: Page, url: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(url, async (route) => {
    await released
    await route.continue()
  })
  return release
}

export { expect }
