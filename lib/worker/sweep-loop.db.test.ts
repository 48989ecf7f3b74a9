import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { closeDb, db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { endSnooze, granted, lapse } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { startFaultProxy } from '@/lib/platform/testing/fault-proxy'
import { claimItem } from '@/lib/reviews/claim-service'
import { snoozeItem } from '@/lib/reviews/turn-service'
import { runSweeps } from './sweep-loop'

useTestDatabase()

/** From the end of a lease to its return; the pool is promised it within 5 s. */
const PROMPT = { timeout: 5_000, interval: 20 }
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
  await vi.waitFor(async () => expect(await ended()).toEqual([1, 1]), PROMPT)
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
    PROMPT,
  )
  await stop()
})

test('it stops at once when told to, also in the middle of its pause', async () => {
  const stop = startSweeps(60_000)
  await wait(50)
  const began = Date.now()
  await stop()
  expect(Date.now() - began).toBeLessThan(1_000)
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
  await vi.waitFor(async () => expect(await countTold('claim-lapsed')).toBe(before + 1), PROMPT)
  await stop()
  await reconnect(direct)
  await proxy.stop()
})

async function reconnect(databaseUrl: string) {
  await closeDb()
  process.env.DATABASE_URL = databaseUrl
  forgetPerProcess('env')
}
