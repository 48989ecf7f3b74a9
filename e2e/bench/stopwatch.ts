import type { Page } from '@playwright/test'

/** A key that shows nothing for so long was swallowed. */
const SHOWS_WITHIN_MS = 5_000

/** Installed before the page's own scripts: its listener sees a key before any other. */
export async function installStopwatch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { pressedAt: 0 }
    document.addEventListener('keydown', (event) => (state.pressedAt = event.timeStamp), { capture: true })
    // The frame is over when the first task after it runs, or the next frame begins: what else waits is no part of it.
    const { scheduler } = window as unknown as { scheduler: { postTask: (run: () => void, how: object) => void } }
    const painted = (run: (at: number) => void) =>
      requestAnimationFrame(() => {
        const over = () => run(performance.now())
        scheduler.postTask(over, { priority: 'user-blocking' })
        requestAnimationFrame(over)
      })
    /** Resolves after the paint that follows the first moment at which `selector` matches in a new way. */
    const watch = (selector: string): Promise<number> =>
      new Promise((resolve) => {
        const before = document.querySelector(selector)
        const check = () => {
          const now = document.querySelector(selector)
          if (now === before || state.pressedAt === 0) return
          observer.disconnect()
          painted((at) => resolve(at - state.pressedAt))
        }
        const observer = new MutationObserver(check)
        state.pressedAt = 0
        observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true })
      })
    Object.assign(window, { stopwatch: { watch } })
  })
}

/** Milliseconds from the key press to the frame in which `selector` matches another element than before (or none). */
export async function timeKey(page: Page, key: string, selector: string): Promise<number> {
  const timed = await page.evaluateHandle((wanted) => {
    const { stopwatch } = window as unknown as { stopwatch: { watch: (selector: string) => Promise<number> } }
    return { took: stopwatch.watch(wanted) }
  }, selector)
  await page.keyboard.press(key)
  const took = await timed.evaluate(
    ({ took }, ms) => Promise.race([took, new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))]),
    SHOWS_WITHIN_MS,
  )
  if (took === null) throw new Error(`${key} changed nothing of ${selector}`)
  return took
}
