import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { closeDb, db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { endSnooze, granted, lapse } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { startFaultProxy } from '@/lib/platform/testing/fault-proxy'
import { PATIENT } from '@/lib/platform/testing/patience'
import { factsOfRow, foldTrail } from '@/lib/platform/testing/trail'
import { claimItem, claimNext, extendClaim } from '@/lib/reviews/claim-service'
import { getReviewItem } from '@/lib/reviews/service'
import { snoozeItem } from '@/lib/reviews/turn-service'
import { runSweeps } from './sweep-loop'

useTestDatabase()

/** From the end of a lease to its return into the pool. */
const PROMISED_SECONDS = 5
const countTold = (action: string) => db().auditEntry.count({ where: { action } })

/** A worker's loop, until `stop`. */
function startSweeps(everyMs?: number) {
  const end = new AbortController()
  const running = runSweeps(end.signal, everyMs)
  return async () => {
    end.abort()
    await running
  }
}

async function heldAndAsleep() {
  const desk = await createDesk()
  const ada = await desk.member()
  const [held, asleep] = [await desk.reviewItem(), await desk.reviewItem()]
  await granted(claimItem(ada, held.id))
  await granted(snoozeItem(ada, asleep.id, { version: 0, until: new Date(Date.now() + 3_600_000) }))
  return { held, asleep }
}

test('what ends comes back by itself within seconds, once, however many workers there are', async () => {
  const { held, asleep } = await heldAndAsleep()
  const stops = [startSweeps(), startSweeps()]
  await lapse(held.id)
  await endSnooze(asleep.id)
  const ended = async () => [await countTold('claim-lapsed'), await countTold('item-woken')]
  await vi.waitFor(async () => expect(await ended()).toEqual([1, 1]), PATIENT)
  await wait(1_200)
  expect(await ended()).toEqual([1, 1])
  for (const stop of stops) await stop()
})

test('what ended while no worker ran is found by the next one, once', async () => {
  const { held, asleep } = await heldAndAsleep()
  const before = [await countTold('claim-lapsed'), await countTold('item-woken')]
  await startSweeps(5)()
  await lapse(held.id)
  await endSnooze(asleep.id)
  const stop = startSweeps(5)
  const more = before.map((count) => count + 1)
  await vi.waitFor(
    async () => expect([await countTold('claim-lapsed'), await countTold('item-woken')]).toEqual(more),
    PATIENT,
  )
  await stop()
})

test('it stops at once when told to, also in the middle of its pause', async () => {
  const stop = startSweeps(60_000)
  await wait(50)
  const began = Date.now()
  await stop()
  expect(Date.now() - began).toBeLessThan(20_000)
})

test('while the database is away it goes on trying, and afterwards finds what ended meanwhile', async () => {
  const { held } = await heldAndAsleep()
  const before = await countTold('claim-lapsed')
  await lapse(held.id)
  const direct = process.env.DATABASE_URL!
  const url = new URL(direct)
  const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port || 5432) })
  await reconnect(Object.assign(new URL(direct), { hostname: '127.0.0.1', port: String(proxy.port) }).href)
  proxy.set('refuse')
  const stop = startSweeps(20)
  await wait(300)
  proxy.set('pass')
  await vi.waitFor(async () => expect(await countTold('claim-lapsed')).toBe(before + 1), PATIENT)
  await stop()
  await reconnect(direct)
  await proxy.stop()
})

async function reconnect(databaseUrl: string) {
  await closeDb()
  process.env.DATABASE_URL = databaseUrl
  forgetPerProcess('env')
}

interface Ended {
  id: string
  until: string
}

/** One after the other. Not `lapse`, which is over at once: the loop sees them held, then ended. By the database's clock. */
const leasesEnd = (ids: readonly string[], everyMs: number) =>
  db().$queryRaw<Ended[]>`
    UPDATE review_items r SET lease_until = clock_timestamp() + make_interval(secs => nth.n * ${everyMs}::int / 1000.0)
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY nth (id, n) WHERE r.id = nth.id AND r.holder_id IS NOT NULL
    RETURNING r.id::text, r.lease_until::text AS until`

/** How long after their ends the trail says that the claims are over; nothing of those of which it does not say so yet. */
async function secondsUntilTold(ended: readonly Ended[]) {
  const rows = await db().$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM a.at - lease.until)::float8 AS seconds
    FROM unnest(${ended.map(({ id }) => id)}::text[], ${ended.map(({ until }) => until)}::timestamptz[]) lease (id, until)
    JOIN audit_entries a ON a.subject_id = lease.id AND a.action = 'claim-lapsed' AND a.at >= lease.until`
  return rows.map(({ seconds }) => seconds)
}

const lapsesOf = (ids: string[]) => db().auditEntry.count({ where: { subjectId: { in: ids }, action: 'claim-lapsed' } })

test('one item, 60 expiries in a row: extended, over, back in the pool within 5 s, told once, there to be claimed again', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const { id } = await desk.reviewItem()
  const stop = startSweeps(20)
  for (let expiry = 1; expiry <= 60; expiry++) {
    const member = expiry % 3 === 0 ? bob : ada
    const taken = expiry % 2 === 0 ? await claimNext(member) : await granted(claimItem(member, id))
    expect(taken.item).toMatchObject({ id, version: 3 * expiry - 2, holder: { memberId: member.memberId } })
    await granted(extendClaim(member, id, 3 * expiry - 2))
    const ended = await leasesEnd([id], 50)
    await vi.waitFor(async () => expect(await secondsUntilTold(ended)).toHaveLength(1), PATIENT)
    expect((await secondsUntilTold(ended))[0]).toBeLessThan(PROMISED_SECONDS)
    expect(await factsOfRow(id)).toMatchObject({ version: 3 * expiry, holderId: null, until: null, state: 'open' })
    expect(await lapsesOf([id])).toBe(expiry)
  }
  await stop()
  expect(await foldTrail(id)).toMatchObject(await factsOfRow(id))
  expect((await getReviewItem(ada, id))?.item).toMatchObject({ holder: null, state: 'open' })
}, 600_000)

test("60 leases that end one after the other: at a worker's own pace each is over within 5 s, told once, and free again", async () => {
  const desk = await createDesk()
  const ada = await desk.member()
  const ids: string[] = []
  for (let n = 0; n < 60; n++) ids.push((await desk.reviewItem()).id)
  for (const id of ids) await granted(claimItem(ada, id))
  const stop = startSweeps()
  const ended = await leasesEnd(ids, 50)
  await vi.waitFor(async () => expect(await secondsUntilTold(ended)).toHaveLength(60), PATIENT)
  expect(Math.max(...(await secondsUntilTold(ended)))).toBeLessThan(PROMISED_SECONDS)
  await stop()
  const free = { organizationId: desk.organizationId, state: 'open', holderId: null, leaseUntil: null } as const
  expect(await db().reviewItem.count({ where: free })).toBe(60)
  expect(await lapsesOf(ids)).toBe(60)
}, 600_000)
