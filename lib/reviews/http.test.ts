import { expect, test } from 'vitest'
import type { CommandResult } from './command'
import { commandResponse } from './http'
import type { ReviewItem } from './schema'

const holder = { memberId: 'm', name: 'Bob', since: '2026-01-01T00:00:00.000Z', until: '2026-01-01T00:15:00.000Z' }
const item = { id: 'i', version: 3, state: 'open', holder } as ReviewItem
const [since, until] = [new Date(holder.since), new Date(holder.until)]

async function answer(result: CommandResult) {
  const response = commandResponse(result)
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

test('a command that worked answers the item and the action by which it can be undone', async () => {
  expect(await answer({ ok: true, item, actionId: 'a' })).toMatchObject({ status: 200, body: { item, actionId: 'a' } })
})

test('an item held by another is a conflict that names the holder and shows the item', async () => {
  expect(await answer({ ok: false, reason: 'held-by-other', holderId: 'm', since, until, item })).toMatchObject({
    status: 409,
    type: 'application/problem+json',
    body: { type: '/problems/conflict', status: 409, reason: 'held-by-other', holder, item },
  })
})

test('every other refusal by the state of the item is a conflict with its reason', async () => {
  const free = { ...item, holder: null }
  const refusals: Extract<CommandResult, { ok: false }>[] = [
    { ok: false, reason: 'already-held', until, item },
    { ok: false, reason: 'not-held', lapsed: true, item: free },
    { ok: false, reason: 'already-resolved', item: free },
    { ok: false, reason: 'not-resolved', item: free },
    { ok: false, reason: 'stale-version', version: 3, item: free },
    { ok: false, reason: 'not-snoozed', item: free },
    { ok: false, reason: 'not-allowed', item: free },
    { ok: false, reason: 'changed-since', item: free },
    { ok: false, reason: 'undo-too-late', item: free },
  ]
  for (const refusal of refusals) {
    const { status, body } = await answer(refusal)
    expect([status, body.reason, 'holder' in body]).toEqual([409, refusal.reason, refusal.reason === 'already-held'])
  }
})

test('what the person can correct is answered by field', async () => {
  expect(await answer({ ok: false, reason: 'reason-required', item })).toMatchObject({
    status: 422,
    body: { type: '/problems/not-valid', errors: [{ field: 'reason' }] },
  })
  expect(await answer({ ok: false, reason: 'key-reused', item })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'idempotencyKey' }] },
  })
  expect(await answer({ ok: false, reason: 'until-not-ahead', item })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'until' }] },
  })
})

test('an unknown item is the plain 404', async () => {
  expect(await answer({ ok: false, reason: 'not-found' })).toMatchObject({
    status: 404,
    body: { type: '/problems/not-found', title: 'There is nothing here', status: 404 },
  })
})
