import { expect, test } from 'vitest'
import type { IssuePage } from '@/lib/issues/schema'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { Prisma } from '@/prisma/generated/client'
import { deliverUntilKept, eventBody, stored } from './deliver'
import { lookNow, useWebAndWorker } from './web-and-worker'

useTestDatabase()
const product = useWebAndWorker()

test('a valid signature of one organization over a body that names another: quarantined, no row of the other, an issue', async () => {
  const [ourDesk, theirDesk] = [await createDesk(), await createDesk()]
  const [ours, theirs] = [await makeEndpoint({}, ourDesk), await makeEndpoint({ secrets: ['whsec_theirs'] }, theirDesk)]
  const [us, them] = [
    await product.as(await ourDesk.member('admin')),
    await product.as(await theirDesk.member('admin')),
  ]
  const before = await rowsOf(theirs)

  const answer = await deliverUntilKept(product.web.url, ours, { body: eventBody(theirs, 'evt_foreign') })
  expect([answer.status, answer.json.status]).toEqual([200, stored(answer)])
  expect((await deliverUntilKept(product.web.url, ours, { body: eventBody(ours, 'evt_own') })).status).toBe(200)
  const openIssues = async (api: typeof us) => (await api<IssuePage>('GET', '/api/issues')).rows
  const opened = async () => {
    await lookNow(ours)
    return openIssues(us)
  }
  await expect.poll(opened, { timeout: 20_000, interval: 50 }).toHaveLength(1)
  const applied = () => db().eventWork.count({ where: { ...of(ours), state: 'applied' } })
  await expect.poll(applied, { timeout: 20_000, interval: 50 }).toBe(1)

  expect(await openIssues(us)).toMatchObject([{ kind: 'foreign', count: 1, facts: { eventId: answer.json.eventId } }])
  expect(await db().eventWork.findFirst({ where: { eventId: String(answer.json.eventId) } })).toMatchObject({
    ...of(ours),
    state: 'quarantined',
  })
  expect(await db().conversation.findMany({ where: of(ours) })).toMatchObject([{ recordId: 'conv_evt_own' }])
  await lookNow(theirs)
  expect(await openIssues(them)).toEqual([])
  expect(await rowsOf(theirs)).toEqual(before)
  const rows = Object.values(before).reduce((sum, count) => sum + count)
  process.stdout.write(
    `measured: one quarantined, one issue, the other organization's ${rows} rows are as many as before\n`,
  )
})

const of = ({ organizationId }: TestEndpoint) => ({ organizationId })

/** How many rows of each table are the organization's. That the worker watches it has rows of its own. */
async function rowsOf({ organizationId }: TestEndpoint): Promise<Record<string, number>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'organization_id' AND table_name <> 'schedules' ORDER BY 1`
  const counts = tables.map(
    ({ name }) =>
      Prisma.sql`SELECT ${name} AS name, count(*)::int AS rows FROM ${Prisma.raw(name)} WHERE organization_id = ${organizationId}::uuid`,
  )
  const rows = await db().$queryRaw<{ name: string; rows: number }[]>(Prisma.join(counts, ' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]))
}
