import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { timelineWords } from '@/components/conversation/timeline-words'
import { getConversation } from '@/lib/conversations/service'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { storeEvent } from '@/lib/platform/testing/events'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { applyBatch } from '@/lib/worker/batch'
import { flagFacts } from './flags'

useTestDatabase()

test('a conversation whose item came back after it was resolved says so, and its history tells when', async () => {
  const desk = await createDesk()
  const ana = await desk.member('recruiter', 'Ana')
  const flag = async (reason: string) => {
    const data = { recordId: 'conv_back', reason }
    const [eventId, eventTimestamp] = [newId(), new Date().toISOString()]
    const body = { event: 'CONVERSATION_NEEDS_REVIEW', eventId, eventTimestamp, data }
    await storeEvent(desk.organizationId, JSON.stringify(body))
    while ((await applyBatch()) > 0);
    return (await getConversation(ana, 'conv_back'))!
  }
  const { reviewItemId, timeline } = await flag('Asks about a visa')
  expect(flagFacts(timeline)).toMatchObject({ flagCount: 1, returned: false })

  const { item } = await claimItem(ana, reviewItemId!)
  const decision = { version: item!.version, outcome: 'proceed', reason: '', idempotencyKey: newId() } as const
  expect(await resolveItem(ana, reviewItemId!, decision)).toMatchObject({ ok: true })

  // Popp's times have milliseconds: the same one would not be newer.
  await setTimeout(5)
  const back = await flag('Asks again')
  expect(flagFacts(back.timeline)).toMatchObject({ reason: 'Asks again', flagCount: 2, returned: true })
  expect(back.timeline.map(timelineWords)).toEqual([
    'Flagged for review',
    'Ana claimed it',
    'Ana resolved it: Proceed',
    'Flagged for review',
    'Review Desk re-opened it: flagged again',
  ])
})
