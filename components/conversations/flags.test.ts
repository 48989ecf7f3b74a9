import { expect, test } from 'vitest'
import type { TimelineEntry } from '@/lib/conversations/schema'
import { flagFacts } from './flags'

const event = (type: string, at: string, reason: string | null = null): TimelineEntry => ({
  kind: 'event',
  id: at,
  at,
  atIsFromPopp: true,
  recovered: false,
  replaced: false,
  receivedAt: at,
  type,
  status: null,
  reason,
})
const action = (name: string, at: string): TimelineEntry => ({
  kind: 'action',
  id: at,
  at,
  action: name,
  actorName: null,
  outcome: null,
  reason: null,
  until: null,
  aboutName: null,
  about: null,
})
const FLAG = 'CONVERSATION_NEEDS_REVIEW'

test('a conversation that was never flagged has nothing to say', () => {
  expect(flagFacts([event('CONVERSATION_STARTED', '2026-01-01T00:00:00Z', 'not a flag')])).toBeNull()
})

test('the newest flag speaks, all of them count', () => {
  const facts = flagFacts([event(FLAG, '2026-01-01T00:00:00Z', 'old'), event(FLAG, '2026-01-02T00:00:00Z', 'new')])
  expect(facts).toEqual({ reason: 'new', flaggedAt: '2026-01-02T00:00:00Z', flagCount: 2, returned: false })
})

test('a recovered flag whose original came neither counts nor speaks', () => {
  const replaced = { ...event(FLAG, '2026-01-02T00:00:00Z'), recovered: true, replaced: true }
  const facts = flagFacts([event(FLAG, '2026-01-01T00:00:00Z', 'visa'), replaced])
  expect(facts).toMatchObject({ reason: 'visa', flaggedAt: '2026-01-01T00:00:00Z', flagCount: 1 })
})

test('a newer flag without a reason does not borrow the reason of an older one', () => {
  expect(flagFacts([event(FLAG, '1', 'old'), event(FLAG, '2')])?.reason).toBeNull()
})

test('an item that came back says so', () => {
  expect(flagFacts([event(FLAG, '1'), action('item-returned', '2')])?.returned).toBe(true)
  expect(flagFacts([event(FLAG, '1'), action('item-reopened', '2')])?.returned).toBe(false)
})
