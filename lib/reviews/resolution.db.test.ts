import { expect, test } from 'vitest'
import { getConversation } from '@/lib/conversations/service'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem } from './claim-service'
import { reopenItem, resolveItem } from './decision-service'
import type { ResolveRequest } from './schema'
import { getReviewItem } from './service'

useTestDatabase()

const answer = (version: number, more: Partial<ResolveRequest> = {}): ResolveRequest => ({
  version,
  outcome: 'no-action-needed',
  reason: '',
  idempotencyKey: newId(),
  ...more,
})

async function heldItem(aiOutcome = 'none') {
  const desk = await createDesk()
  const ada = await desk.member('recruiter', 'Ada')
  const { id, recordKey } = await desk.reviewItem({}, { aiOutcome })
  return { desk, ada, id, recordKey, version: await versionAfterClaim(ada, id) }
}

async function versionAfterClaim(member: SignedInMember, id: string) {
  const claimed = await claimItem(member, id)
  if (!claimed.ok) throw new Error(claimed.reason)
  return claimed.item.version
}

const resolutionsOf = (id: string) => db().resolution.count({ where: { reviewItemId: id } })

test('a resolution closes the item, frees it and tells who decided what and why', async () => {
  const { ada, id, recordKey, version } = await heldItem('failed')
  const result = await resolveItem(ada, id, answer(version, { outcome: 'proceed', reason: 'Has the licence.' }))
  expect(result).toMatchObject({
    ok: true,
    item: {
      state: 'resolved',
      version: version + 1,
      holder: null,
      aiOutcome: 'failed',
      resolution: { outcome: 'proceed', reason: 'Has the licence.', byName: 'Ada' },
    },
  })
  expect((await getReviewItem(ada, id))?.item).toEqual(result.item)
  expect(await getConversation(ada, recordKey)).toMatchObject({
    aiOutcome: 'failed',
    reviewState: 'resolved',
    humanOutcome: 'proceed',
    humanOutcomeBy: 'Ada',
  })
})

test('what contradicts the AI needs a reason, judged by the outcome of this moment', async () => {
  const { desk, ada, id, recordKey, version } = await heldItem('passed')
  const refused = await resolveItem(ada, id, answer(version, { outcome: 'do-not-proceed' }))
  expect(refused).toMatchObject({ ok: false, reason: 'reason-required', item: { state: 'open' } })
  await db().conversation.update({
    where: { organizationId_recordKey: { organizationId: desk.organizationId, recordKey } },
    data: { aiOutcome: 'failed' },
  })
  expect(await resolveItem(ada, id, answer(version, { outcome: 'do-not-proceed' }))).toMatchObject({ ok: true })
})

test('only the holder with the present version resolves; late, stale and second resolutions say why not', async () => {
  const { desk, ada, id, version } = await heldItem()
  const bob = await desk.member('recruiter', 'Bob')
  expect(await resolveItem(bob, id, answer(version))).toMatchObject({ reason: 'held-by-other', item: { id } })
  expect(await resolveItem(ada, id, answer(version - 1))).toMatchObject({ reason: 'stale-version', version })
  await db().$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() WHERE id = ${id}::uuid`
  expect(await resolveItem(ada, id, answer(version))).toMatchObject({ reason: 'not-held', lapsed: true })
  const taken = await versionAfterClaim(bob, id)
  expect(await resolveItem(ada, id, answer(version))).toMatchObject({ reason: 'held-by-other' })
  expect(await resolveItem(bob, id, answer(taken))).toMatchObject({ ok: true })
  expect(await resolveItem(bob, id, answer(taken + 1))).toMatchObject({ reason: 'already-resolved' })
  expect(await resolutionsOf(id)).toBe(1)
})

test('the same request 20 times in parallel is one resolution and 20 equal successes', async () => {
  const { ada, id, version } = await heldItem()
  const request = answer(version, { reason: 'Once.' })
  const results = await Promise.all(Array.from({ length: 20 }, () => resolveItem(ada, id, request)))
  expect(results.map(({ ok }) => ok)).toEqual(Array(20).fill(true))
  expect(new Set(results.map((result) => JSON.stringify(result.item))).size).toBe(1)
  expect(await resolutionsOf(id)).toBe(1)
  expect(await db().auditEntry.count({ where: { subjectId: id, action: 'item-resolved' } })).toBe(1)
})

test('two different resolutions at the same moment: one stands, the other learns that it is resolved', async () => {
  const { ada, id, version } = await heldItem()
  const results = await Promise.all([resolveItem(ada, id, answer(version)), resolveItem(ada, id, answer(version))])
  expect(results.map((result) => (result.ok ? 'ok' : result.reason)).sort()).toEqual(['already-resolved', 'ok'])
})

test('one key for two items resolves one and refuses the other, also in parallel', async () => {
  const { desk, ada, id, version } = await heldItem()
  const { id: second } = await desk.reviewItem()
  const request = answer(version)
  await versionAfterClaim(ada, second)
  const results = await Promise.all([resolveItem(ada, id, request), resolveItem(ada, second, request)])
  expect(results.map((result) => (result.ok ? 'ok' : result.reason)).sort()).toEqual(['key-reused', 'ok'])
  expect((await resolutionsOf(id)) + (await resolutionsOf(second))).toBe(1)
})

test('an old key answers a late repetition after an undo, but never a new decision', async () => {
  const { ada, id, version } = await heldItem()
  const request = answer(version)
  await resolveItem(ada, id, request)
  expect(await resolveItem(ada, id, { ...request, version: version + 1 })).toMatchObject({ ok: true })
  const undone = await reopenItem(ada, id, { version: version + 1, reason: 'Too early.' })
  expect(await resolveItem(ada, id, request)).toMatchObject({ ok: true, item: { state: 'open' } })
  const again = { ...request, version: undone.item!.version }
  expect(await resolveItem(ada, id, again)).toMatchObject({ ok: false, reason: 'key-reused' })
  expect(await resolveItem(ada, id, { ...again, idempotencyKey: newId() })).toMatchObject({ ok: true })
  expect(await resolutionsOf(id)).toBe(2)
})

test('re-opening gives the item to who asks, with a fresh lease and its place in the queue, and keeps the resolution as history', async () => {
  const { desk, ada, id, recordKey, version } = await heldItem()
  const bob = await desk.member('admin', 'Bob')
  const resolved = await resolveItem(ada, id, answer(version, { reason: 'Done.' }))
  expect(await reopenItem(bob, id, { version, reason: 'Asked.' })).toMatchObject({ reason: 'stale-version' })
  expect(await reopenItem(bob, id, { version: version + 1, reason: '' })).toMatchObject({ reason: 'reason-required' })
  const result = await reopenItem(bob, id, { version: version + 1, reason: 'Asked again.' })
  expect(result).toMatchObject({
    ok: true,
    item: {
      state: 'open',
      version: version + 2,
      holder: { memberId: bob.memberId },
      resolution: null,
      openedAt: resolved.item?.openedAt,
    },
  })
  expect(await reopenItem(bob, id, { version: version + 2, reason: '' })).toMatchObject({ reason: 'not-resolved' })
  const kept = await db().resolution.findFirstOrThrow({ where: { reviewItemId: id } })
  expect(kept.reopenedAt).toBeInstanceOf(Date)
  const conversation = await getConversation(ada, recordKey)
  expect(conversation).toMatchObject({ reviewState: 'held', humanOutcome: null })
  expect(conversation?.notes).toMatchObject([{ authorName: 'Bob', body: 'Asked again.' }])
  const actions = conversation?.timeline.map(
    (entry) => entry.kind === 'action' && [entry.action, entry.actorName, entry.reason],
  )
  expect(actions).toEqual([
    ['item-claimed', 'Ada', null],
    ['item-resolved', 'Ada', 'Done.'],
    ['item-reopened', 'Bob', null],
  ])
})

test('a resolve and a re-open of another organization do not exist', async () => {
  const { ada, id, version } = await heldItem()
  const mallory = await (await createDesk()).member('admin')
  expect(await resolveItem(mallory, id, answer(version))).toEqual({ ok: false, reason: 'not-found' })
  await resolveItem(ada, id, answer(version))
  expect(await reopenItem(mallory, id, { version: version + 1, reason: 'Mine.' })).toEqual({
    ok: false,
    reason: 'not-found',
  })
})

test('NUL, lone surrogates and quotes in a reason are kept visibly', async () => {
  const { ada, id, version } = await heldItem()
  const result = await resolveItem(ada, id, answer(version, { reason: `a\u0000b\ud800c'";--` }))
  expect(result.item?.resolution?.reason).toBe(`a\\u0000b\\ud800c'";--`)
})

test('the trail holds no free text', async () => {
  const { ada, id, version } = await heldItem()
  await resolveItem(ada, id, answer(version, { reason: 'SECRET reason' }))
  await reopenItem(ada, id, { version: version + 1, reason: 'SECRET undo' })
  const entries = await db().auditEntry.findMany({ where: { organizationId: ada.organizationId } })
  expect(entries).toHaveLength(3)
  expect(JSON.stringify(entries)).not.toContain('SECRET')
})
