import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { deriveKey } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { sealKey } from '@/lib/popp-connection/connection-service'
import { demoAccounts } from './demo'
import { seedDemo } from './demo-seed'
import { memberOfRequest } from './session'

useTestDatabase()

let directory: string
const environment = (change: Record<string, string>) => {
  Object.assign(process.env, change)
  forgetPerProcess('env')
}
const demoFile = () => JSON.parse(readFileSync(path.join(directory, 'demo.json'), 'utf8'))

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'demo-'))
})
beforeEach(() => environment({ DEMO: '1', DATA_DIR: directory, DEMO_POPP_PORT: '' }))

test('demo.json tells what the simulated Popp and the sign-in screen need, to this account only', async () => {
  await seedDemo()
  const file = demoFile()
  const endpoint = await db().endpoint.findFirstOrThrow()
  expect(file).toMatchObject({
    endpointUrl: `http://localhost:3000/api/webhooks/popp/${endpoint.id}`,
    signingSecret: expect.stringMatching(/^whsec_/),
    organizationId: DEMO_POPP_ORGANIZATION_ID,
  })
  expect(file.accounts.map(({ role }: { role: string }) => role)).toEqual([
    'recruiter',
    'recruiter',
    'admin',
    'auditor',
  ])
  expect(statSync(path.join(directory, 'demo.json')).mode & 0o777).toBe(0o600)
  expect(await demoAccounts()).toEqual(file.accounts)
})

test('every demo account signs in with its role', async () => {
  await seedDemo()
  for (const { email, password, role, name } of demoFile().accounts) {
    const browser = new TestBrowser()
    expect((await browser.signIn(email, password)).status).toBe(200)
    expect(await memberOfRequest(browser.request('/'))).toMatchObject({
      role,
      name,
      organizationName: 'Northwind Staffing',
    })
  }
})

test('a second start changes nothing and hashes no password', async () => {
  await seedDemo()
  const before = [demoFile(), await counts()]
  await seedDemo()
  // A password that was hashed again would have another salt.
  expect([demoFile(), await counts()]).toEqual(before)
})

test('another APP_SECRET makes everything fit again, instead of leaving a demo that nobody can enter', async () => {
  await seedDemo()
  const before = demoFile()
  const appSecret = process.env.APP_SECRET!
  environment({ APP_SECRET: 'another-secret-9876543210-zyxwvutsrqponmlkji' })
  await seedDemo()
  const after = demoFile()
  expect(after.signingSecret).not.toBe(before.signingSecret)
  expect(after.endpointUrl).toBe(before.endpointUrl)
  const { email, password } = after.accounts[0]
  expect((await new TestBrowser().signIn(email, password)).status).toBe(200)
  environment({ APP_SECRET: appSecret })
  await seedDemo()
})

test('without a simulated Popp the demo is connected to none', async () => {
  await seedDemo()
  expect(demoFile()).not.toHaveProperty('poppApi')
  expect(await db().poppConnection.count()).toBe(0)
})

test('with one, the organization is connected to it by the key that demo.json tells, also when its port moved', async () => {
  environment({ DEMO_POPP_PORT: '26123' })
  await seedDemo()
  const { poppApi } = demoFile()
  expect(poppApi).toEqual({ baseUrl: 'http://127.0.0.1:26123/v1', key: expect.stringMatching(/^popp_.{40,}/) })
  const connection = { takeOverOnClaim: true, handBackOnResolve: true, fetchDetails: true, reconcileEveryMinutes: 60 }
  expect(await db().poppConnection.findFirstOrThrow()).toMatchObject({ ...connection, baseUrl: poppApi.baseUrl })
  await db().poppConnection.updateMany({ data: { takeOverOnClaim: false } })
  environment({ DEMO_POPP_PORT: '26124' })
  await seedDemo()
  expect(demoFile().poppApi).toEqual({ ...poppApi, baseUrl: 'http://127.0.0.1:26124/v1' })
  expect(await db().poppConnection.findFirstOrThrow()).toMatchObject({
    ...{ ...connection, takeOverOnClaim: false },
    baseUrl: 'http://127.0.0.1:26124/v1',
  })
})

test('a start without the simulated Popp takes out the connection to it, and never one that somebody made', async () => {
  const withSimulator = () => environment({ DEMO_POPP_PORT: '26123' })
  const without = () => environment({ DEMO_POPP_PORT: '' })
  withSimulator()
  await seedDemo()
  const { organizationId } = await db().poppConnection.findFirstOrThrow()
  without()
  environment({ ROLE: 'worker' })
  await seedDemo()
  expect(await db().poppConnection.count()).toBe(1)
  environment({ ROLE: 'all' })
  await seedDemo()
  expect(await db().poppConnection.count()).toBe(0)
  for (const own of [
    { baseUrl: 'http://127.0.0.1:26123/v1', keyCiphertext: sealKey('key-of-their-own') },
    { baseUrl: 'https://api.popp.example/v1', keyCiphertext: sealKey(demoKey()) },
    { baseUrl: 'http://127.0.0.1:26123/v1', keyCiphertext: null },
  ]) {
    await db().poppConnection.create({ data: { organizationId, ...own } })
    await seedDemo()
    expect(await db().poppConnection.findFirstOrThrow()).toMatchObject({ baseUrl: own.baseUrl, version: 0 })
    await db().poppConnection.deleteMany()
  }
})

/** As `demo.json` told it while the simulated Popp ran. */
const demoKey = () => `popp_${deriveKey(process.env.APP_SECRET!, 'demo-popp-key').toString('base64url')}`

test('outside demo mode no demo account signs in, none is offered, and a demo session opens nothing', async () => {
  await seedDemo()
  const { email, password } = demoFile().accounts[0]
  const signedIn = new TestBrowser()
  await signedIn.signIn(email, password)
  environment({ DEMO: '0' })
  expect((await new TestBrowser().signIn(email, password)).status).toBe(401)
  expect(await memberOfRequest(signedIn.request('/'))).toBeNull()
  expect(await demoAccounts()).toBeNull()
})

const counts = async () => ({
  organizations: await db().organization.count(),
  endpoints: await db().endpoint.count(),
  secrets: await db().endpointSecret.findMany({ select: { id: true, retiredAt: true }, orderBy: { id: 'asc' } }),
  users: await db().user.findMany({ select: { id: true, passwordHash: true }, orderBy: { id: 'asc' } }),
  members: await db().member.count(),
})
