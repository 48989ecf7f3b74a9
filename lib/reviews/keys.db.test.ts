import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { granted, outcomeOf } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem, claimNext, extendClaim, holdClaim, releaseClaim } from './claim-service'
import type { CommandResult } from './command'
import { reopenItem, resolveItem } from './decision-service'
import type { HandOverTarget } from './schema'
import type { Marks } from './transition-store'
import { handOverItem, skipItem, snoozeItem, wakeItem } from './turn-service'

useTestDatabase()

interface Scene {
  ada: SignedInMember
  id: string
  version: number
}
type Begin = (scene: Scene) => Promise<number>
type Send = (scene: Scene, marks: Marks) => Promise<CommandResult>

const UNTIL = new Date(Date.now() + 3_600_000)
const free: Begin = async ({ version }) => version
const held: Begin = async ({ ada, id }) => (await granted(claimItem(ada, id))).item.version
const asleep: Begin = async ({ ada, id, version }) =>
  (await granted(snoozeItem(ada, id, { version, until: UNTIL }))).item.version
const decide: Send = ({ ada, id, version }, { idempotencyKey = newId() }) =>
  resolveItem(ada, id, { version, outcome: 'no-action-needed', reason: '', idempotencyKey })
const resolved: Begin = async (scene) =>
  (await granted(decide({ ...scene, version: await held(scene) }, {}))).item.version

const commands: Record<string, [Begin, Send]> = {
  claim: [free, ({ ada, id }, marks) => claimItem(ada, id, marks)],
  'claim next': [free, ({ ada }, marks) => claimNext(ada, marks) as Promise<CommandResult>],
  extend: [held, ({ ada, id, version }, marks) => extendClaim(ada, id, version, marks)],
  hold: [held, ({ ada, id, version }, marks) => holdClaim(ada, id, { version, minutes: 60 }, marks)],
  release: [held, ({ ada, id, version }, marks) => releaseClaim(ada, id, version, marks)],
  snooze: [free, ({ ada, id, version }, marks) => snoozeItem(ada, id, { version, until: UNTIL }, marks)],
  wake: [asleep, ({ ada, id, version }, marks) => wakeItem(ada, id, version, marks)],
  skip: [free, ({ ada, id, version }, marks) => skipItem(ada, id, { version, reason: '' }, marks)],
  'hand over': [
    free,
    ({ ada, id, version }, marks) => handOverItem(ada, id, { version, to: { role: 'recruiter' }, note: 'Hi' }, marks),
  ],
  resolve: [held, decide],
  're-open': [resolved, ({ ada, id, version }, marks) => reopenItem(ada, id, { version, reason: 'Why' }, marks)],
}
const names = Object.keys(commands)

async function scene(name: string): Promise<Scene> {
  const desk = await createDesk()
  const [ada] = [await desk.member('recruiter', 'Ada'), await desk.member()]
  const here = { ada, version: 0, ...(await desk.reviewItem()) }
  return { ...here, version: await commands[name]![0](here) }
}

const marked = (): Marks => ({ idempotencyKey: newId() })

test.each(names)('%s, sent again under its key, is done once and answered alike', async (name) => {
  const here = await scene(name)
  const [, send] = commands[name]!
  const marks = marked()
  const first = await send(here, marks)
  const again = await send(here, marks)
  const { ok, actionId } = await granted(Promise.resolve(first)).then((told) => ({ ok: true, ...told }))
  expect(again).toMatchObject({ ok, actionId, item: { id: here.id, version: here.version + 1 } })
  expect(await db().reviewItem.count({ where: { id: here.id, version: here.version + 1 } })).toBe(1)
})

test.each(names)('%s, sent ten times at once under one key, is done once and answered alike', async (name) => {
  const here = await scene(name)
  const [, send] = commands[name]!
  const marks = marked()
  const results = await Promise.all(Array.from({ length: 10 }, () => send(here, marks)))
  expect(results.map(outcomeOf)).toEqual(Array(10).fill('ok'))
  expect(new Set(results.map((result) => result.ok && result.actionId)).size).toBe(1)
  expect(await db().reviewItem.count({ where: { id: here.id, version: here.version + 1 } })).toBe(1)
  expect(
    await db().note.count({ where: { body: 'Hi', createdAt: { gt: new Date(Date.now() - 60_000) } } }),
  ).toBeLessThan(10)
})

test.each(names)('%s under a key of another command is refused and changes nothing', async (name) => {
  const here = await scene(name)
  const marks = marked()
  const other = name === 'skip' ? 'snooze' : 'skip'
  const aside = await scene(other)
  const shared = { ...aside, ada: here.ada, id: here.id, version: here.version }
  // The key is used up on an item of its own, in the same organization.
  const desk = await spare(here)
  await commands[other]![1]({ ...shared, id: desk.id, version: 0 }, marks)
  const result = await commands[name]![1](here, marks)
  expect(outcomeOf(result)).toBe('key-reused')
  expect(await db().reviewItem.count({ where: { id: here.id, version: here.version } })).toBe(1)
})

test.each(names.filter((name) => name !== 'claim next'))('%s under a key for another item is refused', async (name) => {
  const [one, two] = [await scene(name), await scene(name)]
  const marks = marked()
  const second = await spare(one)
  const elsewhere = { ...one, id: second.id, version: 0 }
  elsewhere.version = await commands[name]![0](elsewhere)
  await granted(commands[name]![1](one, marks))
  expect(outcomeOf(await commands[name]![1](elsewhere, marks))).toBe('key-reused')
  // To another member the key is new.
  expect(outcomeOf(await commands[name]![1](two, marks))).toBe('ok')
})

test('a command that asks for something else under its key is refused, not called done', async () => {
  const { ada, id, version } = await scene('snooze')
  const [asleepKey, handedKey] = [marked(), marked()]
  const later = new Date(UNTIL.getTime() + 60_000)
  await granted(snoozeItem(ada, id, { version, until: UNTIL }, asleepKey))
  expect(outcomeOf(await snoozeItem(ada, id, { version, until: later }, asleepKey))).toBe('key-reused')
  expect(await db().reviewItem.count({ where: { id, snoozedUntil: UNTIL } })).toBe(1)

  const handOver = (to: HandOverTarget) => handOverItem(ada, id, { version: version + 1, to, note: '' }, handedKey)
  await granted(handOver({ role: 'recruiter' }))
  expect(outcomeOf(await handOver({ role: 'admin' }))).toBe('key-reused')
  expect(outcomeOf(await handOver({ memberId: ada.memberId }))).toBe('key-reused')
  expect(outcomeOf(await handOver({ role: 'recruiter' }))).toBe('ok')
})

test('a length or a text is part of what is asked: another one under the same key is refused', async () => {
  const asks: Record<string, (scene: Scene, marks: Marks, other: boolean) => Promise<CommandResult>> = {
    hold: ({ ada, id, version }, marks, other) => holdClaim(ada, id, { version, minutes: other ? 90 : 60 }, marks),
    skip: ({ ada, id, version }, marks, other) => skipItem(ada, id, { version, reason: other ? 'b' : 'a' }, marks),
    'hand over': ({ ada, id, version }, marks, other) =>
      handOverItem(ada, id, { version, to: { role: 'recruiter' }, note: other ? 'b' : 'a' }, marks),
    're-open': ({ ada, id, version }, marks, other) =>
      reopenItem(ada, id, { version, reason: other ? 'b' : 'a' }, marks),
  }
  for (const [name, ask] of Object.entries(asks)) {
    const here = await scene(name)
    const marks = marked()
    await granted(ask(here, marks, false))
    expect([name, outcomeOf(await ask(here, marks, true))]).toEqual([name, 'key-reused'])
    expect([name, outcomeOf(await ask(here, marks, false))]).toEqual([name, 'ok'])
  }
})

/** Another item in the same organization. */
async function spare({ ada }: Scene): Promise<{ id: string }> {
  const { conversationRow, itemRow } = await import('@/lib/platform/testing/desk-rows')
  const conversation = conversationRow(ada.organizationId, {})
  await db().conversation.create({ data: conversation })
  // Young: claim-next offers it after the other.
  const item = itemRow(ada.organizationId, { recordKey: conversation.recordKey, openedAt: new Date() })
  await db().reviewItem.create({ data: item })
  return item
}

test('a key answers a late repetition although the item went on; the answer is the item as it now is', async () => {
  const here = await scene('claim')
  const marks = marked()
  const { actionId } = await granted(claimItem(here.ada, here.id, marks))
  await granted(releaseClaim(here.ada, here.id, 1))
  expect(await claimItem(here.ada, here.id, marks)).toMatchObject({
    ok: true,
    actionId,
    item: { version: 2, holder: null },
  })
})

test('claim-next under one key gives one item, although others are free', async () => {
  const here = await scene('claim next')
  await spare(here)
  const marks = marked()
  const answers = await Promise.all(Array.from({ length: 8 }, () => claimNext(here.ada, marks)))
  expect(new Set(answers.map((answer) => answer.item?.id)).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: true, counts: { free: 1, heldByMe: 1 } })
})
