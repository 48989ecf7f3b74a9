import { expect, test } from 'vitest'
import { decrypt, deriveKey } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { env } from '@/lib/platform/env'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createFirstMember, type FirstMember, newMember } from './first-member'
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

async function create(change?: object) {
  const made: FirstMember = await createFirstMember(given(change))
  if (!made.ok) throw new Error(made.reason)
  return made
}

test('the first admin can sign in, and Popp has an endpoint whose secret is stored encrypted', async () => {
  const made = await create()
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
  await create()
  const made = await createFirstMember(
    given({ email: 'bo@agency.test', role: 'recruiter', password: 'a password of mine' }),
  )
  expect(made).toEqual({ ok: true, organizationName: 'Agency', generatedPassword: null, endpoint: null })
  expect(await db().endpoint.count()).toBe(1)
})

test('a known address gets a new password, and whoever knew the old one is out', async () => {
  const first = await create()
  const old = new TestBrowser()
  await old.signIn('ana@agency.test', first.generatedPassword!)
  await create({ password: 'a password of mine' })
  expect(await memberOfRequest(old.request('/'))).toBeNull()
  expect((await new TestBrowser().signIn('ana@agency.test', first.generatedPassword!)).status).toBe(401)
  expect((await new TestBrowser().signIn('ana@agency.test', 'a password of mine')).status).toBe(200)
})

test('with another APP_SECRET than the running product’s nothing is made', async () => {
  await create()
  const appSecret = process.env.APP_SECRET!
  const use = (secret: string) => {
    process.env.APP_SECRET = secret
    forgetPerProcess('env')
  }
  use('another-secret-9876543210-zyxwvutsrqponmlkji')
  const email = 'late@agency.test'
  expect(await createFirstMember(given({ email }))).toEqual({ ok: false, reason: 'other-app-secret' })
  expect(await db().user.count({ where: { email } })).toBe(0)
  use(appSecret)
})

test('the demo organization gets no member outside demo mode', async () => {
  const email = 'demo@agency.test'
  const answer = await createFirstMember(given({ email, poppOrganization: DEMO_POPP_ORGANIZATION_ID }))
  expect(answer).toEqual({ ok: false, reason: 'demo-organization' })
  expect(await db().user.count({ where: { email } })).toBe(0)
})
