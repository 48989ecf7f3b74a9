import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { transaction } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { setPasswordHash } from './account-store'
import { signedInMember, signIn, signOut } from './client'
import type { SignedInMember } from './domain'
import { hashPassword } from './passwords'
import { cookieName } from './session-cookie'
import { countAttempt } from './sign-in-limits'

useTestDatabase()

const PASSWORD = 'amber river falcon'
let member: SignedInMember
let browser: TestBrowser
let hash: string

/** The screens' functions against the real routes: only the network between them is left out. */
beforeEach(async () => {
  for (const name of ['email', 'address', 'email-and-address']) forgetPerProcess(`rate-limit:sign-in-${name}`)
  member = await (await createDesk()).member('recruiter', 'Ines Duarte')
  hash ??= await hashPassword(PASSWORD)
  await transaction((tx) => setPasswordHash(tx, member.userId, hash))
  browser = new TestBrowser()
  vi.stubGlobal('fetch', (path: string, init: { method?: string; body?: URLSearchParams } = {}) =>
    browser.auth(path.replace('/api/auth/', ''), {
      method: init.method,
      body: init.body?.toString(),
      headers: init.body ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    }),
  )
})
afterEach(() => vi.unstubAllGlobals())

test('signs in, says who, and signs out', async () => {
  expect(await signedInMember()).toBeNull()
  expect(await signIn(member.email, PASSWORD)).toEqual({ ok: true })
  const { memberId, name, email, role, organizationName } = member
  expect(await signedInMember()).toEqual({ memberId, name, email, role, organizationName })
  expect(await signOut()).toBe(true)
  expect(await signedInMember()).toBeNull()
})

test('a wrong password and too many of them are told apart', async () => {
  for (let i = 0; i < 7; i++) await countAttempt(member.email, 'unknown')

  expect(await signIn(member.email, 'wrong')).toEqual({ ok: false, reason: 'wrong-credentials' })
  const refused = await signIn(member.email, PASSWORD)
  expect(refused).toMatchObject({ ok: false, reason: 'too-many-attempts', retryAfterSeconds: expect.any(Number) })
})

test('a browser that keeps no cookies is not told that it signed in', async () => {
  browser.cookies.set = () => browser.cookies
  expect(await signIn(member.email, PASSWORD)).toEqual({ ok: false, reason: 'unavailable' })
  expect(browser.cookies.has(cookieName('session'))).toBe(false)
})

test('a server that cannot be reached is a reason, not an error', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  expect(await signIn(member.email, PASSWORD)).toEqual({ ok: false, reason: 'unavailable' })
  expect(await signOut()).toBe(false)
})
