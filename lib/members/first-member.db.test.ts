import { expect, test } from 'vitest'
import { decrypt, deriveKey } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createFirstMember, newMember } from './first-member'
import { memberOfRequest } from './session'

useTestDatabase()

const given = (change: object = {}) =>
  newMember.parse({
    email: 'Ana@agency.test',
    name: 'Ana Silva',
    organization: 'Agency',
    poppOrganization: 'org_agency',
    password: null,
    signingSecret: null,
    ...change,
  })

test('the first admin can sign in, and Popp has an endpoint whose secret is stored encrypted', async () => {
  const made = await createFirstMember(given())
  expect(made.generatedPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const browser = new TestBrowser()
  await browser.signIn('ana@agency.test', made.generatedPassword!)
  expect(await memberOfRequest(browser.request('/'))).toMatchObject({ role: 'admin', organizationName: 'Agency' })

  const secret = await db().endpointSecret.findFirstOrThrow()
  expect(Buffer.from(secret.ciphertext).includes(made.endpoint!.generatedSecret!)).toBe(false)
  expect(decrypt(deriveKey(env().APP_SECRET, 'endpoint-secrets'), secret.ciphertext)).toBe(
    made.endpoint!.generatedSecret,
  )
  expect(made.endpoint!.url).toBe(`http://localhost:3000/api/webhooks/popp/${secret.endpointId}`)
})

test('a second member joins the same organization and its endpoint', async () => {
  await createFirstMember(given())
  const made = await createFirstMember(
    given({ email: 'bo@agency.test', role: 'recruiter', password: 'a password of mine' }),
  )
  expect(made).toEqual({ organizationName: 'Agency', generatedPassword: null, endpoint: null })
  expect(await db().endpoint.count()).toBe(1)
})

test('a known address gets a new password, and whoever knew the old one is out', async () => {
  const first = await createFirstMember(given())
  const old = new TestBrowser()
  await old.signIn('ana@agency.test', first.generatedPassword!)
  await createFirstMember(given({ password: 'a password of mine' }))
  expect(await memberOfRequest(old.request('/'))).toBeNull()
  expect((await new TestBrowser().signIn('ana@agency.test', first.generatedPassword!)).status).toBe(401)
  expect((await new TestBrowser().signIn('ana@agency.test', 'a password of mine')).status).toBe(200)
})
