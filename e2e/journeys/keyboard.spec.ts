import { InboxPage } from '../pages/inbox-page'
import { expect, test } from '../test'

const ITEMS = 20
/** None is the beginning of another. */
const nth = (i: number) => `Number ${String(i).padStart(2, '0')}`

test('a recruiter resolves twenty items in a row using only the keyboard', async ({ desk, signedIn }) => {
  // A thousand keys, each waited for: 40 s alone on the machine.
  test.slow()
  for (let i = 0; i < ITEMS; i++) await desk.flag(`conv_key_${i}`, 'Candidate', nth(i), `Question ${i}`)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  await inbox.open()
  const keyboard = inbox.page.keyboard
  await expect(inbox.row(`Candidate ${nth(ITEMS - 1)}`)).toBeVisible()
  await keyboard.press('n')
  for (let i = 0; i < ITEMS; i++) {
    // The queue's order is the order of the flags: the next one is opened, and its heading has the focus.
    await expect(inbox.heading(`Candidate ${nth(i)}`)).toBeFocused()
    await keyboard.press('r')
    await expect(inbox.resolvePanel).toBeVisible()
    await keyboard.press(String((i % 3) + 1))
    await keyboard.type(`Reason ${i}: n c r l are letters here.`)
    await keyboard.press('Control+Enter')
    await expect(inbox.resolvePanel).toBeHidden()
  }
  await keyboard.press('Escape')
  await inbox.tab('Resolved').click()
  for (let i = 0; i < ITEMS; i++) await expect(inbox.row(`Candidate ${nth(i)}`)).toBeVisible()
})

test('a quick hand on J goes forward only: no item comes back, and no key is lost', async ({ desk, signedIn }) => {
  for (let i = 0; i < ITEMS; i++) await desk.flag(`conv_quick_${i}`, 'Candidate', nth(i))
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  await inbox.open()
  await inbox.row(`Candidate ${nth(0)}`).click()
  await expect(inbox.heading(`Candidate ${nth(0)}`)).toBeFocused()
  await page.evaluate(() => {
    const opened: string[] = []
    Object.assign(window, { opened })
    const look = () => {
      const row = document.querySelector('[aria-label="Review items"] [aria-current="true"]')
      const name = /Number \d+/.exec(row?.textContent ?? '')?.[0]
      if (name && name !== opened.at(-1)) opened.push(name)
    }
    look()
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
  })
  // Ten a second, up and down again: as quick as the router follows, or a little quicker.
  const keys = [...Array(ITEMS - 1).fill('j'), ...Array(ITEMS - 1).fill('k')]
  for (const key of keys) await page.keyboard.press(key, { delay: 90 })
  const down = Array.from({ length: ITEMS }, (_, i) => nth(i))
  const up = down.slice(0, -1).reverse()
  expect(await page.evaluate(() => (window as unknown as { opened: string[] }).opened)).toEqual([...down, ...up])
  await expect(inbox.heading(`Candidate ${nth(0)}`)).toBeFocused()
})

test('keys never fire while typing and can be switched off', async ({ desk, signedIn }) => {
  await desk.flag('conv_typing', 'Lena', 'Weber')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  await inbox.open()
  await inbox.row('Lena Weber').click()
  const note = inbox.detail.getByRole('textbox', { name: /note/i })
  await expect(note).toBeVisible()
  // Once: a second one would be text.
  await inbox.page.keyboard.press('e')
  await expect(note).toBeFocused()
  await inbox.page.keyboard.type('call later, nice candidate')
  await expect(note).toHaveValue('call later, nice candidate')
  await expect(inbox.detail.getByText(/^Yours until/)).toHaveCount(0)
  await expect(inbox.resolvePanel).toHaveCount(0)

  const mine = inbox.detail.getByText(/^Yours until/)
  await switchShortcuts(inbox, 'off')
  for (const key of ['c', 'r', 'e', '?', 'n']) await inbox.page.keyboard.press(key)
  await expect(inbox.detail.getByText('Nobody holds this')).toBeVisible()
  await expect(mine).toHaveCount(0)
  await expect(inbox.resolvePanel).toHaveCount(0)
  await expect(inbox.page.getByRole('dialog')).toHaveCount(0)
  await expect(inbox.detail.getByRole('textbox', { name: /note/i })).not.toBeFocused()

  // The same key in the same place: it was the switch that kept it quiet.
  await switchShortcuts(inbox, 'on')
  await inbox.page.keyboard.press('c')
  await expect(mine).toBeVisible()
})

test('the outcomes are one stop of Tab, and the arrows choose among them', async ({ desk, signedIn }) => {
  await desk.flag('conv_arrows', 'Lena', 'Weber')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page, resolvePanel } = inbox
  await inbox.open()
  await inbox.row('Lena Weber').click()
  await expect(inbox.heading('Lena Weber')).toBeFocused()
  await page.keyboard.press('r')
  const outcomes = resolvePanel.getByRole('radio')
  await expect(outcomes.first()).toBeFocused()
  await expect(outcomes.first()).not.toBeChecked()
  await page.keyboard.press('Space')
  await expect(outcomes.first()).toBeChecked()
  await page.keyboard.press('ArrowRight')
  await expect(outcomes.nth(1)).toBeFocused()
  await expect(outcomes.nth(1)).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(outcomes.last()).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(outcomes.last()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(resolvePanel.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(outcomes.last()).toBeFocused()
})

test('the palette is used without a pointer, and the focus comes back to where it was', async ({ desk, signedIn }) => {
  await desk.flag('conv_palette', 'Lena', 'Weber')
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const { page } = inbox
  await inbox.open()
  await inbox.row('Lena Weber').click()
  await expect(inbox.heading('Lena Weber')).toBeFocused()
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const field = palette.getByRole('combobox')
  const marked = palette.getByRole('option', { selected: true })
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expect(marked).toHaveCount(1)
  const first = await marked.textContent()
  await page.keyboard.press('ArrowDown')
  await expect(marked).not.toHaveText(first!)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(marked).toHaveText(first!)
  // Below the edge they are drawn a moment later.
  await expect(palette.getByRole('option', { name: /Keyboard shortcuts/ })).toBeAttached()
  await page.keyboard.press('End')
  await expect(marked).toContainText('Keyboard shortcuts')
  await expect(marked).toBeInViewport()
  await page.keyboard.press('Tab')
  await expect(field).toBeFocused()
  // Letters are text here, and act on nothing behind.
  await page.keyboard.type('claim')
  await expect(marked).toContainText('Claim')
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(inbox.heading('Lena Weber')).toBeFocused()
  await expect(inbox.detail.getByText('Nobody holds this')).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(field).toHaveValue('')
  await page.keyboard.type('write a note')
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(inbox.detail.getByRole('textbox', { name: /note/i })).toBeFocused()
  // Also while typing; the same key closes it.
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+k')
  await expect(palette).toHaveCount(0)
  await expect(inbox.detail.getByRole('textbox', { name: /note/i })).toBeFocused()
  // A dialog opens above no palette, and closed gives the focus back to the page.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hand over')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /hand over/i })).toBeVisible()
  await expect(palette).toHaveCount(0)
})

/** By the member menu, and back to the open item. */
async function switchShortcuts(inbox: InboxPage, to: 'on' | 'off') {
  const { page } = inbox
  await page.getByRole('button', { name: /account and settings/ }).click()
  const shortcuts = page.getByRole('menuitemcheckbox', { name: 'Keyboard shortcuts' })
  await expect(shortcuts).toBeChecked({ checked: to === 'off' })
  await shortcuts.click()
  await expect(shortcuts).toBeChecked({ checked: to === 'on' })
  await inbox.heading('Lena Weber').click()
  await expect(shortcuts).toBeHidden()
}
