import { afterAll, expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { insertNotification, type NewNotification } from './notify-store'
import { NOTIFICATIONS_MAX, notificationList } from './schema'
import { listNotifications, markNotificationsRead } from './service'

useTestDatabase()
afterAll(closePublisher)

const tell = (desk: Desk, told: Pick<NewNotification, 'memberId' | 'recordKey'> & Partial<NewNotification>) =>
  transaction((tx) =>
    insertNotification(desk.organizationId, tx, {
      ...{ kind: 'handed-over', actorId: null, reviewItemId: null, noteId: null },
      ...told,
    }),
  )

test('tells who, of whom, and where it leads: the item, else the conversation', async () => {
  const desk = await createDesk()
  const [ada, bo] = [await desk.member('recruiter', 'Ada'), await desk.member()]
  const item = await desk.reviewItem({}, { candidateName: 'Marta Ruiz' })
  const { recordKey } = await desk.conversation({ recordKey: 'conv:1~x', candidateName: null })
  await tell(desk, { memberId: bo.memberId, actorId: ada.memberId, recordKey: item.recordKey, reviewItemId: item.id })
  const noteId = newId()
  await tell(desk, { memberId: bo.memberId, kind: 'mentioned', recordKey, noteId })
  const list = await listNotifications(bo)
  expect(notificationList.parse(list)).toEqual(list)
  expect(list).toMatchObject({
    unread: 2,
    notifications: [
      {
        kind: 'mentioned',
        actorName: null,
        candidateName: null,
        href: `/conversations/conv%3A1~x#note-${noteId}`,
        read: false,
      },
      { kind: 'handed-over', actorName: 'Ada', candidateName: 'Marta Ruiz', href: `/inbox/${item.id}`, read: false },
    ],
  })
})

test('is written with the change or not at all; not for oneself, a stranger or somebody who left', async () => {
  const [desk, foreign] = [await createDesk(), await createDesk()]
  const [ada, bo, left, stranger] = [
    await desk.member(),
    await desk.member(),
    await desk.member(),
    await foreign.member(),
  ]
  const { recordKey } = await desk.conversation()
  const key = { organizationId_id: { organizationId: desk.organizationId, id: left.memberId } }
  await db().member.update({ where: key, data: { deactivatedAt: new Date() } })
  for (const { memberId } of [ada, left, stranger])
    expect(await tell(desk, { memberId, actorId: ada.memberId, recordKey })).toBe(false)
  const failing = transaction(async (tx) => {
    const told = { kind: 'handed-over', actorId: null, recordKey, reviewItemId: null, noteId: null } as const
    expect(await insertNotification(desk.organizationId, tx, { ...told, memberId: bo.memberId })).toBe(true)
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await db().notification.count()).toBe(
    await db().notification.count({ where: { recordKey: { not: recordKey } } }),
  )
})

test('marks what is named or all, mine only, and counts what is left', async () => {
  const desk = await createDesk()
  const [ada, bo] = [await desk.member(), await desk.member()]
  const { recordKey } = await desk.conversation()
  for (let n = 0; n < NOTIFICATIONS_MAX + 5; n++) await tell(desk, { memberId: bo.memberId, recordKey })
  await tell(desk, { memberId: ada.memberId, recordKey })
  const { notifications, unread } = await listNotifications(bo)
  expect([notifications.length, unread]).toEqual([NOTIFICATIONS_MAX, NOTIFICATIONS_MAX + 5])
  expect(notifications.map(({ id }) => id)).toEqual(
    notifications
      .map(({ id }) => id)
      .sort()
      .reverse(),
  )
  const [mine] = (await listNotifications(ada)).notifications
  const ids = [notifications[0]!.id, notifications[0]!.id, mine!.id, newId()]
  expect(await markNotificationsRead(bo, { ids })).toEqual({ unread: NOTIFICATIONS_MAX + 4 })
  expect((await listNotifications(bo)).notifications.map(({ read }) => read).slice(0, 2)).toEqual([true, false])
  expect(await markNotificationsRead(bo, { all: true })).toEqual({ unread: 0 })
  expect(await listNotifications(ada)).toMatchObject({ unread: 1 })
})
