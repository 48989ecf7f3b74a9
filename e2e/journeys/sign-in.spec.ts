import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dataDir } from '../product'
import { expect, holdBack, test, untilLive } from '../test'

interface Demo {
  accounts: { email: string; password: string; role: string; name: string }[]
}

const account = (role: string) => {
  const demo = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as Demo
  return demo.accounts.find((each) => each.role === role)!
}

test('a recruiter signs in with e-mail and password, lands where they wanted to go, and signs out', async ({
  desk,
  page,
}) => {
  const { email, password, name } = account('recruiter')
  const release = await holdBack(page, '**/*.js')
  await page.goto(`${desk.url}/conversations`, { waitUntil: 'commit' })
  await expect(page).toHaveURL(/\/login\?from=/)
  const field = page.getByLabel('E-mail')
  // As a password manager does, before any script has run.
  await field.fill(email)
  release()
  await untilLive(field)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible()
  await expect(field).toHaveValue(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/conversations$/)
  const menu = page.getByRole('button', { name }).first()
  await untilLive(menu)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.goto(`${desk.url}/inbox`)
  await expect(page).toHaveURL(/\/login/)
})

test('a recruiter is told that deliveries are not theirs; an auditor sees them and changes nothing', async ({
  desk,
  signedIn,
}) => {
  await desk.flag('conv_roles', 'Ines', 'Costa')
  const recruiter = await signedIn('recruiter')
  await recruiter.goto('/deliveries')
  await expect(recruiter.getByRole('heading', { name: 'Your role does not include this' })).toBeVisible()
  const auditor = await signedIn('auditor', 'Tomás Herrera')
  await auditor.goto('/deliveries')
  await expect(auditor.getByText('CONVERSATION_NEEDS_REVIEW').first()).toBeVisible()
  await auditor.goto('/inbox')
  await auditor.getByRole('listitem').filter({ hasText: 'Ines Costa' }).first().click()
  await expect(auditor.getByText('an auditor sees everything and changes nothing', { exact: false })).toBeVisible()
  await expect(auditor.getByRole('button', { name: 'Claim' })).toHaveCount(0)
})
