import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test'

/**
 * What axe finds, what scrolls sideways and what scrolls within what scrolls, of what is on screen when it has come to rest: a colour half faded in is
 * nobody's contrast.
 */
export async function inspect(page: Page, what: string, except: string[] = []) {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })
  const { violations } = await new AxeBuilder({ page }).disableRules(except).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    what,
  ).toEqual([])
  expect(await page.evaluate(sidewaysScrollers), `${what} scrolls sideways`).toEqual([])
  expect(await page.evaluate(scrolledPanes), `${what} scrolls within what scrolls`).toEqual([])
}

/** The document and every pane in it that lets its reader scroll to the side. Runs in the page. */
function sidewaysScrollers(): string[] {
  const canScroll = (element: Element) =>
    element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX)
  return [...document.querySelectorAll('*')]
    .filter((element) => canScroll(element) && element.scrollWidth > element.clientWidth + 1)
    .map(
      (element) => `<${element.localName} class="${element.className}"> ${element.scrollWidth}/${element.clientWidth}`,
    )
}

/**
 * Panes that scroll in a `main` (or a document) that scrolls as well: two bars beside each other, and a wheel that goes
 * astray. What is small, such as a table that is kept short, may. Runs in the page.
 */
function scrolledPanes(): string[] {
  const scrolls = (element: Element) =>
    (element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY)) &&
    element.scrollHeight > element.clientHeight + 1
  const outer = [...document.querySelectorAll('html, main')].filter(scrolls)
  return outer.flatMap((around) =>
    [...around.querySelectorAll('*')]
      .filter((pane) => pane.clientHeight > around.clientHeight / 2 && !pane.matches('textarea') && scrolls(pane))
      .map((pane) => `<${pane.localName} class="${pane.className}"> in <${around.localName}>`),
  )
}
