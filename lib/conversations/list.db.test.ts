import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { checkedConversationQuery } from './cursor'
import { conversationPage } from './schema'
import { listConversations } from './service'

useTestDatabase()

const list = (member: SignedInMember, query: Record<string, unknown> = {}) =>
  listConversations(member, checkedConversationQuery.parse(query))

const names = async (member: SignedInMember, q: string) =>
  (await list(member, { q })).rows.map((row) => row.candidateName).sort()

async function walk(member: SignedInMember, limit: number, between = async () => {}) {
  const keys: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list(member, { limit, cursor: cursor ?? undefined })
    keys.push(...page.rows.map(({ recordKey }) => recordKey))
    cursor = page.nextCursor
    await between()
  } while (cursor)
  return keys
}

test('conversations are found by any part of name, record id, external id and candidate id', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  await desk.conversation({ candidateName: 'Amal Khalil', recordKey: 'conv_77xq', externalId: 'ATS-991' })
  await desk.conversation({ candidateName: 'Zoë Ångström', candidateId: 'cand-4b' })
  await desk.conversation({ candidateName: null, firstName: null, lastName: null, externalId: 'ats-992' })
  expect(await names(member, 'hali')).toEqual(['Amal Khalil'])
  expect(await names(member, 'KHALIL amal')).toEqual(['Amal Khalil'])
  expect(await names(member, '77xq')).toEqual(['Amal Khalil'])
  expect(await names(member, 'ats-99')).toEqual(['Amal Khalil', null])
  expect(await names(member, 'cand-4B')).toEqual(['Zoë Ångström'])
  expect(await names(member, 'ë å')).toEqual(['Zoë Ångström'])
  expect(await names(member, 'z')).toEqual(['Zoë Ångström'])
  expect(await names(member, 'amal ats-992')).toEqual([])
  expect(await names(member, '   ')).toHaveLength(3)
})

test('a plain letter finds one with an accent; an accent that is typed is meant', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  for (const candidateName of ['Marta NÚÑEZ', 'Luisa Nunez', 'Łukasz Żak', 'Søren Ångström'])
    await desk.conversation({ candidateName })
  expect(await names(member, 'nunez')).toEqual(['Luisa Nunez', 'Marta NÚÑEZ'])
  expect(await names(member, 'Nuñez')).toEqual(['Marta NÚÑEZ'])
  expect(await names(member, 'ZAK luk')).toEqual(['Łukasz Żak'])
  expect(await names(member, 'soren angstrom')).toEqual(['Søren Ångström'])
})

test('what is special to SQL is plain text to the search', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const odd = [
    '100% Sure',
    'a_b',
    `O'Neil "Q"`,
    'back\\slash',
    '🦊 Fox',
    'visible \\u0000 nul',
    '; DROP TABLE notes;--',
    '(a|b)[c]{2}^$ *+?.',
  ]
  for (const candidateName of [...odd, 'Plain Name']) await desk.conversation({ candidateName })
  expect(await names(member, '%')).toEqual(['100% Sure'])
  expect(await names(member, '_b')).toEqual(['a_b'])
  expect(await names(member, `O'Neil "`)).toEqual([`O'Neil "Q"`])
  expect(await names(member, '\\s')).toEqual(['back\\slash'])
  expect(await names(member, '🦊')).toEqual(['🦊 Fox'])
  expect(await names(member, '\u0000')).toEqual(['visible \\u0000 nul'])
  expect(await names(member, '\ud83e')).toEqual([])
  expect(await names(member, '; DROP TABLE notes;--')).toEqual(['; DROP TABLE notes;--'])
  expect(await names(member, '(a|b)[c]{2}^$ *+?.')).toEqual(['(a|b)[c]{2}^$ *+?.'])
  expect(await names(member, '.*')).toEqual([])
  expect(await names(member, '***=')).toEqual([])
  expect(await names(member, '(?')).toEqual([])
  for (const letter of 'xa') expect(await names(member, letter.repeat(200))).toEqual([])
})

test('filters by outcome, status and review state agree with what the rows say', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member()]
  await desk.conversation({ status: 'passed', aiOutcome: 'passed', ended: true })
  const free = await desk.reviewItem({}, { status: 'failed', aiOutcome: 'failed' })
  const held = await desk.reviewItem()
  const lapsed = await desk.reviewItem()
  const done = await desk.reviewItem({}, { status: 'closed', aiOutcome: 'closed' })
  for (const { id } of [held, lapsed, done]) await claimItem(ada, id)
  await db().$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() WHERE id = ${lapsed.id}::uuid`
  const decision = { version: 1, outcome: 'needs-hiring-manager', reason: '', idempotencyKey: newId() } as const
  expect(await resolveItem(ada, done.id, decision)).toMatchObject({ ok: true })
  const all = await list(bob)
  expect(conversationPage.parse(all)).toEqual(all)
  expect(all.rows).toHaveLength(5)
  const expectations = [
    ...['none', 'open', 'held', 'resolved'].map((review) => ({ query: { review }, of: 'reviewState', is: review })),
    ...['none', 'passed', 'failed', 'closed'].map((outcome) => ({ query: { outcome }, of: 'aiOutcome', is: outcome })),
    ...['ongoing', 'closed'].map((status) => ({ query: { status }, of: 'status', is: status })),
  ] as const
  for (const { query, of, is } of expectations) {
    const expected = all.rows.filter((row) => row[of as 'status'] === is)
    expect(expected.length, is).toBeGreaterThan(0)
    expect((await list(bob, query)).rows).toEqual(expected)
  }
  expect((await list(bob, { review: 'open' })).rows.map((row) => row.reviewItemId).sort()).toEqual(
    [free.id, lapsed.id].sort(),
  )
  expect((await list(bob, { review: 'resolved', outcome: 'closed', q: 'ada' })).rows).toMatchObject([
    { recordKey: done.recordKey, humanOutcome: 'needs-hiring-manager', humanOutcomeBy: 'Ada' },
  ])
})

test('the campaign is the best name that Popp sent', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const now = Date.now()
  await desk.conversation({ lastEventAt: new Date(now), externalCampaignId: 'Nurses', campaignId: 'c1' })
  await desk.conversation({ lastEventAt: new Date(now - 1), campaignId: 'c2' })
  await desk.conversation({ lastEventAt: new Date(now - 2) })
  expect((await list(member)).rows.map(({ campaign }) => campaign)).toEqual(['Nurses', 'c2', null])
})

test('pages come newest first and hold every conversation once, also within one microsecond', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const made = await Promise.all(Array.from({ length: 23 }, (_, n) => desk.conversation({ eventCount: n % 3 })))
  await db().$executeRaw`
    UPDATE conversations SET last_event_at = timestamptz '2026-01-01Z' + event_count * interval '1 microsecond'
    WHERE organization_id = ${desk.organizationId}::uuid`
  const whole = await walk(member, 100)
  expect(new Set(whole)).toEqual(new Set(made.map(({ recordKey }) => recordKey)))
  for (const limit of [1, 2, 7, 23]) expect(await walk(member, limit)).toEqual(whole)
})

test('a conversation without news is neither skipped nor shown twice while others get news', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const made: string[] = []
  for (let n = 0; n < 30; n++)
    made.push((await desk.conversation({ lastEventAt: new Date(Date.UTC(2026, 0, 1, 0, -n)) })).recordKey)
  const moving = made.filter((_, n) => n % 4 === 3)
  let round = 0
  const keys = await walk(member, 4, async () => {
    await desk.conversation()
    const recordKey = moving[round++]
    if (recordKey)
      await db().$executeRaw`UPDATE conversations SET last_event_at = now() WHERE record_key = ${recordKey}`
  })
  const quiet = made.filter((recordKey) => !moving.includes(recordKey))
  expect(keys.filter((recordKey) => quiet.includes(recordKey))).toEqual(quiet)
})

test('another organization sees none of it', async () => {
  const desk = await createDesk()
  await desk.reviewItem()
  expect(await list(await (await createDesk()).member())).toEqual({ rows: [], nextCursor: null })
})

test('wrong filters and cursors are refused by field, unknown filters are ignored', () => {
  const wrong = { outcome: 'great', status: 'x', review: 'y', limit: '0', cursor: btoa('["2026-01-01T00:00:00Z","a"]') }
  for (const [field, value] of Object.entries(wrong)) {
    const result = checkedConversationQuery.safeParse({ [field]: value })
    expect(result.error?.issues.map(({ path }) => path)).toEqual([[field]])
  }
  expect(checkedConversationQuery.safeParse({ colour: 'red' }).success).toBe(true)
})
