import { expect, test } from 'vitest'
import { endSnooze, granted, lapse } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem, holdClaim } from '@/lib/reviews/claim-service'
import { sweepEnded } from '@/lib/reviews/sweep-service'
import { handOverItem, skipItem, snoozeItem, wakeItem } from '@/lib/reviews/turn-service'
import { undoAction } from '@/lib/reviews/undo-service'
import { conversationDetail } from './schema'
import { getConversation } from './service'

useTestDatabase()

test('the timeline tells every turn of the item: until when, to whom, why, and what was undone', async () => {
  const desk = await createDesk()
  const [ada, bo] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bo')]
  const { id, recordKey } = await desk.reviewItem()
  const until = new Date(Date.now() + 3_600_000)

  const claimed = await granted(claimItem(ada, id))
  const held = await granted(holdClaim(ada, id, { version: claimed.item.version, minutes: 30 }))
  const skipped = await granted(skipItem(ada, id, { version: held.item.version, reason: 'Not my campaign' }))
  const asleep = await granted(snoozeItem(ada, id, { version: skipped.item.version, until }))
  const woken = await granted(wakeItem(ada, id, asleep.item.version))
  const to = { memberId: bo.memberId }
  const toBo = await granted(handOverItem(ada, id, { version: woken.item.version, to, note: '' }))
  const request = { version: toBo.item.version, to: { role: 'admin' }, note: '' } as const
  const toAdmins = await granted(handOverItem(ada, id, request))
  await granted(undoAction(ada, toAdmins.actionId!))

  const detail = await getConversation(ada, recordKey)
  expect(conversationDetail.parse(detail)).toEqual(detail)
  expect(detail?.timeline).toMatchObject([
    { action: 'item-claimed', actorName: 'Ada', until: null, aboutName: null, about: null },
    { action: 'claim-held', until: held.item.holder?.until },
    { action: 'item-skipped', reason: 'Not my campaign' },
    { action: 'item-snoozed', until: until.toISOString() },
    { action: 'item-woken', actorName: 'Ada' },
    { action: 'item-handed-over', aboutName: 'Bo', about: null },
    { action: 'item-handed-over', aboutName: null, about: 'admin' },
    { action: 'action-undone', actorName: 'Ada', about: 'hand-over' },
  ])
})

test('what ended by itself is nobody’s doing: a claim names whose it was, a snooze that its time came', async () => {
  const desk = await createDesk()
  const ada = await desk.member('recruiter', 'Ada')
  const lapsed = await desk.reviewItem()
  await claimItem(ada, lapsed.id)
  const asleep = await desk.reviewItem()
  await snoozeItem(ada, asleep.id, { version: 0, until: new Date(Date.now() + 3_600_000) })
  await lapse(lapsed.id)
  await endSnooze(asleep.id)
  await sweepEnded()
  const last = async (recordKey: string) => (await getConversation(ada, recordKey))?.timeline.at(-1)
  expect(await last(lapsed.recordKey)).toMatchObject({ action: 'claim-lapsed', actorName: null, aboutName: 'Ada' })
  expect(await last(asleep.recordKey)).toMatchObject({ action: 'item-woken', actorName: null, about: 'time' })
})
