import { encode } from 'next-auth/jwt'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import type { SignedInMember } from './domain'
import { memberOfRequest } from './session'
import { authSecret, cookieName, encodeSession } from './session-cookie'
import { SESSION_IDLE_SECONDS, SESSION_MAX_SECONDS } from './session-length'

useTestDatabase()

const HOUR_MS = 3_600_000
const soon = (ms: number) => new Date(Date.now() + ms)
let desk: Desk
let member: SignedInMember
let browser: TestBrowser

beforeEach(async () => {
  desk = await createDesk()
  member = await desk.member('recruiter', 'Ines Duarte')
  browser = await TestBrowser.of(member)
})

const ask = (method = 'GET') => memberOfRequest(browser.request('/', { method }))
const session = () => db().session.findUniqueOrThrow({ where: { id: member.sessionId } })
const setSession = (data: object) => db().session.update({ where: { id: member.sessionId }, data })

test('a session opens the desk of its member', async () => expect(await ask()).toEqual(member))

test.each<[string, () => Promise<unknown>]>([
  ['revoked', () => setSession({ revokedAt: new Date() })],
  ['ended', () => setSession({ expiresAt: soon(-1_000) })],
  ['of a disabled user', () => db().user.update({ where: { id: member.userId }, data: { disabledAt: new Date() } })],
  [
    'of a deactivated member',
    () => db().member.updateMany({ where: { id: member.memberId }, data: { deactivatedAt: new Date() } }),
  ],
  ['of a removed member', () => db().member.deleteMany({ where: { id: member.memberId } })],
])('a session %s opens nothing from the next request on', async (_, change) => {
  expect(await ask()).not.toBeNull()
  await change()
  expect(await ask()).toBeNull()
})

test('another role counts from the next request on', async () => {
  await db().member.updateMany({ where: { id: member.memberId }, data: { role: 'auditor' } })
  expect(await ask()).toEqual({ ...member, role: 'auditor' })
})

test.each<[string, () => Promise<string>]>([
  ['made up', async () => 'nonsense'],
  ['of another secret', () => encode({ token: { sid: member.sessionId }, secret: 'another' })],
  ['that is over', () => encode({ token: { sid: member.sessionId }, secret: authSecret(), maxAge: -60 })],
  ['for an unknown session', () => encodeSession(newId())],
  ['for no session', () => encode({ token: { sub: member.userId }, secret: authSecret() })],
  ['whose id is no id', () => encodeSession("'; DROP TABLE sessions; --")],
])('a token %s opens nothing', async (_, token) => {
  browser.cookies.set(cookieName('session'), await token())
  expect(await ask()).toBeNull()
})

test('the bearer form of the token is not taken: only the cookie', async () => {
  browser.cookies.clear()
  const headers = { authorization: `Bearer ${await encodeSession(member.sessionId)}` }
  expect(await memberOfRequest(browser.request('/', { headers }))).toBeNull()
})

test('doing something keeps a session alive; watching does not, and neither goes beyond a week', async () => {
  await setSession({ expiresAt: soon(HOUR_MS) })
  await ask('GET')
  expect((await session()).expiresAt.getTime()).toBeLessThan(Date.now() + 2 * HOUR_MS)
  await ask('POST')
  const renewed = (await session()).expiresAt.getTime()
  expect(Math.abs(renewed - Date.now() - SESSION_IDLE_SECONDS * 1000)).toBeLessThan(60_000)

  const createdAt = soon(-SESSION_MAX_SECONDS * 1000 + HOUR_MS)
  await setSession({ createdAt, expiresAt: soon(HOUR_MS / 2) })
  await ask('POST')
  expect((await session()).expiresAt.getTime()).toBe(createdAt.getTime() + SESSION_MAX_SECONDS * 1000)
})

test('a session renewed just now is not written again', async () => {
  await setSession({ expiresAt: soon(SESSION_IDLE_SECONDS * 1000 - 60_000) })
  const before = (await session()).expiresAt
  await ask('POST')
  expect((await session()).expiresAt).toEqual(before)
})
