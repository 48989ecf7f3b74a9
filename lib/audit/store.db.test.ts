import { expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { Prisma } from '@/prisma/generated/client'
import { appendAudit, auditOfChanged } from './store'

useTestDatabase()

const { sql } = Prisma
const record = { memberId: null, action: 'event-dead', subjectType: 'event', subjectId: 'e1' } as const

test('an entry is written with the change or not at all', async () => {
  const { organizationId } = await createDesk()
  const failing = transaction(async (tx) => {
    await appendAudit(organizationId, tx, record)
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await db().auditEntry.count({ where: { organizationId } })).toBe(0)
  await transaction((tx) => appendAudit(organizationId, tx, { ...record, facts: { attempts: 8 } }))
  expect(await db().auditEntry.findMany({ where: { organizationId } })).toMatchObject([
    { ...record, facts: { attempts: 8 } },
  ])
})

test('a statement that changes nothing tells nothing; one that changes a row tells it once', async () => {
  const { organizationId } = await createDesk()
  const audit = auditOfChanged(organizationId, {
    ...record,
    subjectId: sql`id`,
    facts: sql`jsonb_build_object('name', name)`,
  })
  const change = (id: string) => db().$executeRaw`
    WITH changed AS (UPDATE organizations SET time_zone = 'CET' WHERE id = ${id}::uuid RETURNING *) ${audit}`
  await change(newId())
  expect(await db().auditEntry.count({ where: { organizationId } })).toBe(0)
  await change(organizationId)
  const entries = await db().auditEntry.findMany({ where: { organizationId } })
  expect(entries).toMatchObject([{ action: 'event-dead', subjectId: organizationId, facts: { name: 'Test Talent' } }])
})

test('nobody changes or removes an entry, not even by SQL', async () => {
  const { organizationId } = await createDesk()
  await transaction((tx) => appendAudit(organizationId, tx, record))
  const attempts = [
    () => db().$executeRaw`UPDATE audit_entries SET action = 'nothing'`,
    () => db().$executeRaw`DELETE FROM audit_entries`,
    () => db().$executeRaw`TRUNCATE audit_entries`,
    () => db().$executeRaw`INSERT INTO audit_entries SELECT * FROM audit_entries
      ON CONFLICT (organization_id, id) DO UPDATE SET action = 'nothing'`,
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow('append-only')
  expect(await db().auditEntry.findMany({ where: { organizationId } })).toMatchObject([record])
})
