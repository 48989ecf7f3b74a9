import { beforeEach, expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { setPasswordHash } from './account-store'
import type { SignedInMember } from './domain'
import { hashPassword } from './passwords'
import { memberOfRequest } from './session'
import { cookieName } from './session-cookie'

useTestDatabase()

const PASSWORD = 'amber river falcon'
let desk: Desk
let member: SignedInMember
let hash: string

beforeEach(async () => {
  for (const name of ['email', 'address', 'email-and-address']) forgetPerProcess(`rate-limit:sign-in-${name}`)
  desk = await createDesk()
  member = await desk.member('recruiter', 'Ines Duarte')
  hash ??= await hashPassword(PASSWORD)
  await transaction((tx) => setPasswordHash(tx, member.userId, hash))
})

const whoIs = (browser: TestBrowser) => memberOfRequest(browser.request('/api/review-items'))

test('the right password opens a session of that member, audited', async () => {
  const browser = new TestBrowser()
  const response = await browser.signIn(` ${member.email.toUpperCase()} `, PASSWORD)
  expect(response.status).toBe(200)
  const signedIn = await whoIs(browser)
  expect(signedIn).toEqual({ ...member, sessionId: signedIn?.sessionId })
  const entries = await db().auditEntry.findMany({ where: { organizationId: desk.organizationId } })
  expect(entries).toMatchObject([
    {
      action: 'signed-in',
      memberId: member.memberId,
      subjectType: 'session',
      subjectId: signedIn?.sessionId,
      facts: {},
    },
  ])
})

test('the cookie is out of reach of scripts and other sites, and carries nothing but an opaque token', async () => {
  const response = await new TestBrowser().signIn(member.email, PASSWORD)
  const line = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${cookieName('session')}=`))
  expect(line).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax/)
  expect(line).not.toContain('Domain')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('wrong password, unknown, disabled, deactivated and passwordless are one and the same refusal', async () => {
  const others = await Promise.all(
    ['disabled', 'deactivated', 'without password'].map((name) => desk.member('admin', name)),
  )
  const [disabled, deactivated, withoutPassword] = others as [SignedInMember, SignedInMember, SignedInMember]
  for (const { userId } of [disabled, deactivated]) await transaction((tx) => setPasswordHash(tx, userId, hash))
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
  await db().member.updateMany({ where: { userId: deactivated.userId }, data: { deactivatedAt: new Date() } })

  const attempts = [
    [member.email, 'wrong'],
    ['nobody@example.test', PASSWORD],
    [disabled.email, PASSWORD],
    [deactivated.email, PASSWORD],
    [withoutPassword.email, ''],
    [withoutPassword.email, 'anything'],
  ] as const
  const answers = await Promise.all(
    attempts.map(async ([email, password]) => {
      const browser = new TestBrowser()
      const response = await browser.signIn(email, password)
      expect(browser.cookies.has(cookieName('session'))).toBe(false)
      return `${response.status} ${await response.text()}`
    }),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^401 /)
})

test('signing out ends the session on the server: a copy of the cookie opens nothing', async () => {
  const browser = new TestBrowser()
  await browser.signIn(member.email, PASSWORD)
  const thief = new TestBrowser()
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value)
  const { sessionId } = (await whoIs(thief))!

  expect((await browser.signOut()).status).toBe(200)
  expect(browser.cookies.has(cookieName('session'))).toBe(false)
  expect(await whoIs(thief)).toBeNull()
  const entry = await db().auditEntry.findFirst({ where: { action: 'signed-out', subjectId: sessionId } })
  expect(entry).toMatchObject({ organizationId: desk.organizationId, memberId: member.memberId })
})

test('signing out releases what the member holds', async () => {
  const browser = await TestBrowser.of(member)
  const held = { holderId: member.memberId, heldSince: new Date(), leaseUntil: new Date(Date.now() + 600_000) }
  const { id } = await desk.reviewItem(held)
  await browser.signOut()
  const item = await db().reviewItem.findFirst({ where: { id } })
  expect(item).toMatchObject({ holderId: null, leaseUntil: null, state: 'open' })
})

test('a sign-in or sign-out from another site changes nothing', async () => {
  const browser = await TestBrowser.of(member)
  browser.headers = { origin: 'https://evil.example', host: 'localhost:3000' }
  expect((await browser.signOut()).status).toBe(403)
  expect((await browser.signIn(member.email, PASSWORD)).status).toBe(403)
  expect(await whoIs(browser)).toMatchObject({ memberId: member.memberId })
})

test('a sign-in without the form’s token is refused', async () => {
  const browser = new TestBrowser()
  const body = new URLSearchParams({ email: member.email, password: PASSWORD, csrfToken: 'made up', json: 'true' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await browser.auth('callback/credentials', { method: 'POST', body: body.toString(), headers })
  expect(browser.cookies.has(cookieName('session'))).toBe(false)
})

test.each([
  ['GET', 'signin'],
  ['GET', 'providers'],
  ['GET', 'callback/credentials'],
  ['POST', 'session'],
  ['POST', '_log'],
  ['POST', 'signin/credentials'],
])('next-auth’s %s %s is closed', async (method, path) => {
  const body = method === 'POST' ? 'a=b' : undefined
  expect((await (await TestBrowser.of(member)).auth(path, { method, body })).status).toBe(404)
})

test('after too many wrong passwords the right one has to wait too, from that address only', async () => {
  const at = (address: string) => {
    const browser = new TestBrowser()
    browser.headers = { ...browser.headers, 'x-forwarded-for': address }
    return browser
  }
  const wrong = await Promise.all(Array.from({ length: 8 }, () => at('203.0.113.1').signIn(member.email, 'guess')))
  expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([401]))
  const refused = await at('203.0.113.1').signIn(member.email, PASSWORD)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600)
  expect(await refused.json()).toMatchObject({ type: '/problems/too-many-requests' })
  expect((await at('203.0.113.2').signIn(member.email, PASSWORD)).status).toBe(200)
})

test('an account being guessed at from everywhere is closed to guessing', async () => {
  for (let i = 0; i < 40; i++)
    await import('./sign-in-limits').then((m) => m.countAttempt(member.email, `198.51.100.${i}`))
  expect((await new TestBrowser().signIn(member.email, PASSWORD)).status).toBe(429)
})

test('the sign-in of many people behind one address is no attack', async () => {
  const { countAttempt, forgiveAttempt } = await import('./sign-in-limits')
  for (let i = 0; i < 200; i++) {
    expect(await countAttempt(`person${i}@example.test`, '203.0.113.7')).toBeNull()
    await forgiveAttempt(`person${i}@example.test`, '203.0.113.7')
  }
})
