import { Client } from 'pg'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { addNote } from '@/lib/conversations/note-service'
import { signOut } from '@/lib/members/sign-out-service'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { PATIENT } from '@/lib/platform/testing/patience'
import { claimItem, extendClaim } from './claim-service'
import { reopenItem, resolveItem } from './decision-service'

useTestDatabase()
afterAll(closePublisher)

interface Told {
  organizationId: string
  topics: string[]
}

/** What another process hears, until the test is over. */
async function listen() {
  const told: Told[] = []
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  onTestFinished(() => client.end())
  client.on('notification', ({ payload }) => told.push(JSON.parse(payload!) as Told))
  await client.query('LISTEN live')
  return told
}

test('every change of an item is told, a refused one is not', async () => {
  const desk = await createDesk()
  const [ada, bob, cleo] = [await desk.member(), await desk.member(), await desk.member()]
  const { id, recordKey } = await desk.reviewItem()
  const told = await listen()
  const expected = {
    organizationId: desk.organizationId,
    topics: ['review-items', `conversation:${recordKey}`, 'conversations'],
  }
  const decision = { outcome: 'no-action-needed', reason: '', idempotencyKey: newId() } as const
  const commands = [
    () => claimItem(ada, id),
    () => extendClaim(ada, id, 1),
    () => resolveItem(ada, id, { ...decision, version: 2 }),
    () => reopenItem(ada, id, { version: 3, reason: 'Too early.' }),
  ]
  for (const command of commands) {
    told.length = 0
    await command()
    await vi.waitFor(() => expect(told).toEqual([expected]), PATIENT)
  }
  told.length = 0
  await signOut(ada.sessionId)
  // The end of the session is told too, in the same message or in one before it.
  await vi.waitFor(() => expect(told.flatMap(({ topics }) => topics)).toEqual(['members', ...expected.topics]), PATIENT)
  told.length = 0
  await claimItem(bob, id)
  await vi.waitFor(() => expect(told).toEqual([expected]), PATIENT)
  told.length = 0
  expect((await claimItem(cleo, id)).ok).toBe(false)
  await addNote(bob, recordKey, 'Heard?')
  await vi.waitFor(() => expect(told.flatMap(({ topics }) => topics)).toEqual([`conversation:${recordKey}`]), PATIENT)
})
