import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../test'

const sizes = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]
const themes = ['light', 'dark'] as const

async function check(page: Page, path: string, name: RegExp) {
  await page.goto(path)
  await expect(page.getByRole('heading', { name }).first()).toBeAttached()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    path,
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
}

for (const colorScheme of themes) {
  for (const viewport of sizes) {
    test(`axe finds nothing and nothing scrolls sideways: ${colorScheme}, ${viewport.width} px`, async ({
      desk,
      signedIn,
      browser,
    }) => {
      await desk.flag(
        'conv_axe',
        'Muhammad Abdulrahman',
        'Al-Khwarizmi von und zu Hohenlohe-Langenburg',
        'Asks about a visa',
      )
      const { id } = await desk.reviewItem({}, { candidateName: null, firstName: null, lastName: null })
      const page = await signedIn('admin', 'Priya Raman', { colorScheme, viewport })
      await check(page, '/inbox', /Inbox/)
      await check(page, `/inbox/${id}`, /./)
      await check(page, '/inbox?tab=resolved', /Inbox/)
      await check(page, '/conversations', /Conversations/)
      await check(page, '/conversations/conv_axe', /Muhammad/)
      await check(page, '/deliveries', /Deliveries/)
      await check(page, '/deliveries?tab=rejected', /Deliveries/)
      await check(page, '/nothing-is-here', /./)
      const visitor = await browser.newContext({ colorScheme, viewport, baseURL: desk.url })
      await check(await visitor.newPage(), '/login', /Sign in/)
      await visitor.close()
    })
  }
}
