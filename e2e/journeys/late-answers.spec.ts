import { InboxPage } from '../pages/inbox-page'
import { expect, holdBack, test } from '../test'

test('an answer that comes late leaves the panel that is open by then, and who types in it, alone', async ({
  desk,
  signedIn,
}) => {
  for (const [i, name] of ['Ada', 'Ben', 'Cem'].entries())
    await desk.flag(`conv_late_${i}`, name, 'Late', `Question ${i}`)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  await inbox.open()
  const { page } = inbox
  await expect(inbox.row('Cem Late')).toBeVisible()
  const answer = await decideLate(inbox, 'Ada Late')
  await inbox.row('Ben Late').click()
  await expect(inbox.heading('Ben Late')).toBeVisible()
  await page.keyboard.press('c')
  await expect(inbox.detail.getByText(/^Yours until/)).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.press('2')
  await page.keyboard.type('call ')
  const done = page.waitForResponse('**/api/review-items/*/resolution')
  answer()
  await done
  await page.keyboard.type('again later')
  await expect(inbox.resolvePanel.getByRole('textbox')).toHaveValue('call again later')
  await expect(inbox.heading('Ben Late')).toBeVisible()
  await expect(inbox.detail.getByText(/^Yours until/)).toBeVisible()
})

test('a decision whose answer comes late does not take her reader away from the note that she writes by then', async ({
  desk,
  signedIn,
}) => {
  for (const [i, name] of ['Ada', 'Ben'].entries()) await desk.flag(`conv_note_${i}`, name, 'Note', `Question ${i}`)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  await inbox.open()
  const { page } = inbox
  const answer = await decideLate(inbox, 'Ada Note')
  const note = inbox.detail.getByRole('textbox', { name: /note/i })
  await note.click()
  await page.keyboard.type('call ')
  answer()
  await expect(page.getByText('Resolved: Answered the candidate', { exact: true })).toBeVisible()
  await page.keyboard.type('again')
  await expect(note).toHaveValue('call again')
  await expect(inbox.heading('Ada Note')).toBeVisible()
  await expect(inbox.resolvePanel).toBeHidden()
})

test('a claimed item that comes late does not take her reader away from what she types by then', async ({
  desk,
  signedIn,
}) => {
  for (const [i, name] of ['Ada', 'Ben'].entries()) await desk.flag(`conv_next_${i}`, name, 'Next', `Question ${i}`)
  const inbox = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  await inbox.open()
  const { page } = inbox
  await inbox.row('Ben Next').click()
  const note = inbox.detail.getByRole('textbox', { name: /note/i })
  await expect(note).toBeVisible()
  const answer = await holdBack(page, '**/api/review-items/claim-next')
  const asked = page.waitForRequest('**/api/review-items/claim-next')
  await page.keyboard.press('n')
  await asked
  await note.click()
  await page.keyboard.type('call ')
  answer()
  await expect(page.getByText('Claimed', { exact: true })).toBeVisible()
  await page.keyboard.type('again')
  await expect(note).toHaveValue('call again')
  await expect(inbox.heading('Ben Next')).toBeVisible()
  await expect(inbox.row('Ada Next')).toContainText('You')
})

/** Claims the first item, of this candidate, and decides it by keyboard. @returns lets the answer come */
async function decideLate(inbox: InboxPage, name: string): Promise<() => void> {
  const { page } = inbox
  const url = '**/api/review-items/*/resolution'
  const answer = await holdBack(page, url)
  await page.keyboard.press('n')
  await expect(inbox.heading(name)).toBeFocused()
  await page.keyboard.press('r')
  await expect(inbox.resolvePanel).toBeVisible()
  await page.keyboard.press('1')
  const asked = page.waitForRequest(url)
  await page.keyboard.press('Control+Enter')
  await asked
  return answer
}
