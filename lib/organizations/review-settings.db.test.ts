import { afterAll, beforeEach, expect, test } from 'vitest'
import { GET, PUT } from '@/app/api/settings/review/route'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { dueAt } from './due-rules'
import { defaultReviewSettings, type SaveReviewSettingsRequest } from './review-settings'
import { dueRules, getReviewSettings, maxHoldMinutes, saveReviewSettings } from './review-settings-service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
let admin: SignedInMember
beforeEach(async () => {
  desk = await createDesk()
  admin = await desk.member('admin')
})

const request = (part: Partial<SaveReviewSettingsRequest> = {}): SaveReviewSettingsRequest => ({
  ...{ version: 0, ...defaultReviewSettings, timeZone: 'Europe/Amsterdam' },
  ...part,
})
const custom = request({
  maxHoldMinutes: 90,
  dueTargetMinutes: null,
  campaignTargets: [
    { campaign: 'b', dueTargetMinutes: 30 },
    { campaign: 'Ä', dueTargetMinutes: 60 },
  ],
  workingHours: null,
  holidays: [
    { date: '2026-12-26', name: 'Boxing Day' },
    { date: '2026-12-25', name: 'Christmas' },
  ],
})
const auditFacts = async () => {
  const where = { organizationId: desk.organizationId, action: 'review-settings-changed' }
  return (await db().auditEntry.findMany({ where, orderBy: { id: 'asc' } })).map(({ facts }) => facts)
}

test('an organization that saved nothing has the defaults, in its own zone', async () => {
  expect(await getReviewSettings(admin)).toEqual({
    ...{ version: 0, ...defaultReviewSettings, timeZone: 'UTC', knownCampaigns: [] },
  })
  expect(await maxHoldMinutes(desk.organizationId)).toBe(240)
  const rules = await dueRules(desk.organizationId, db())
  expect(dueAt(rules, null, new Date('2026-01-16T16:30Z'))).toEqual(new Date('2026-01-19T16:30Z'))
})

test('what was saved is what is read and what decides; another organization keeps its own', async () => {
  const other = await (await createDesk()).member('admin')
  const saved = await saveReviewSettings(admin, custom)
  const settings = await getReviewSettings(admin)
  expect(saved).toEqual({ ok: true, settings })
  expect(settings).toMatchObject({ ...custom, version: 1, holidays: [...custom.holidays].reverse() })
  expect(await maxHoldMinutes(desk.organizationId)).toBe(90)
  const rules = await dueRules(desk.organizationId, db())
  const saturday = new Date('2026-01-17T12:00Z')
  expect([dueAt(rules, 'Ä', saturday), dueAt(rules, null, saturday)]).toEqual([new Date('2026-01-17T13:00Z'), null])
  expect(await getReviewSettings(other)).toMatchObject({ version: 0, timeZone: 'UTC', campaignTargets: [] })
})

test('the trail names what changed, without a word that was typed; what changes nothing is not written', async () => {
  await saveReviewSettings(admin, custom)
  expect(await saveReviewSettings(admin, { ...custom, version: 1 })).toMatchObject({
    ok: true,
    settings: { version: 1 },
  })
  await saveReviewSettings(admin, { ...custom, version: 1, dueTargetMinutes: 60 })
  expect(await auditFacts()).toEqual([
    {
      version: 1,
      changed: expect.arrayContaining([
        'maxHoldMinutes',
        'dueTargetMinutes',
        'campaignTargets',
        'timeZone',
        'holidays',
      ]),
    },
    { version: 2, changed: ['dueTargetMinutes'] },
  ])
  expect(JSON.stringify(await auditFacts())).not.toContain('Christmas')
})

test.each([0, 1])('two saves of version %i at once: one is saved, the other is told what stands', async (version) => {
  if (version === 1) await saveReviewSettings(admin, custom)
  const wanted = [30, 45, 60].map((maxHoldMinutes) => ({ ...custom, version, maxHoldMinutes }))
  const answers = await Promise.all(wanted.map((each) => saveReviewSettings(admin, each)))
  const won = answers.filter(({ ok }) => ok)
  expect(won).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok)).toEqual(
    Array(2).fill({ ok: false, reason: 'stale-version', settings: won[0]!.settings }),
  )
  expect(await auditFacts()).toHaveLength(version + 1)
})

test('a version that never was is refused', async () => {
  expect(await saveReviewSettings(admin, { ...custom, version: 7 })).toMatchObject({
    ok: false,
    settings: { version: 0 },
  })
  expect(await db().reviewSettings.count({ where: { organizationId: desk.organizationId } })).toBe(0)
})

test('campaigns to choose from are those of our own conversations, each once', async () => {
  await desk.conversation({ externalCampaignId: 'ext-1', campaignId: 'popp-1' })
  await desk.conversation({ externalCampaignId: 'ext-1' })
  await desk.conversation({ campaignId: 'popp-2' })
  await desk.conversation({})
  await (await createDesk()).conversation({ campaignId: 'foreign' })
  expect((await getReviewSettings(admin)).knownCampaigns).toEqual(['ext-1', 'popp-2'])
})

test('by HTTP: everybody reads, an admin saves, and a stale save is answered with what stands', async () => {
  const params = { params: Promise.resolve({}) }
  const put = async (browser: TestBrowser, body: object) => {
    const headers = { 'content-type': 'application/json' }
    return PUT(browser.request('/api/settings/review', { method: 'PUT', headers, body: JSON.stringify(body) }), params)
  }
  const [boss, recruiter] = [await TestBrowser.of(admin), await TestBrowser.of(await desk.member('recruiter'))]
  expect((await GET(recruiter.request('/api/settings/review'), params)).status).toBe(200)
  expect((await put(recruiter, custom)).status).toBe(403)
  expect((await put(boss, custom)).status).toBe(200)
  const stale = await put(boss, { ...custom, maxHoldMinutes: 60 })
  expect(stale.status).toBe(409)
  expect(await stale.json()).toMatchObject({ reason: 'stale-version', settings: { version: 1, maxHoldMinutes: 90 } })
  const wrong = await put(boss, { ...custom, version: 1, holidays: [{ date: 'soon', name: '' }] })
  expect(wrong.status).toBe(422)
  expect(await wrong.json()).toMatchObject({ errors: [{ field: 'holidays.0.date', message: 'Enter a date.' }] })
})
