import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from './db'
import { env } from './env'
import { migrate } from './migrate'
import { useTestDatabase } from './testing/database'

useTestDatabase()

function folderWith(migrations: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

const tableExists = async (name: string) => {
  const [row] = await db().$queryRaw<{ found: boolean }[]>`SELECT to_regclass(${name}) IS NOT NULL AS found`
  return row!.found
}

test('processes that start at the same time apply each migration once', async () => {
  const folder = folderWith({ '1_a': 'CREATE TABLE once_a (x int)', '2_b': 'CREATE TABLE once_b (x int)' })
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(env().DATABASE_URL, folder)))
  expect(applied.flat().sort()).toEqual(['1_a', '2_b'])
  expect(await migrate(env().DATABASE_URL, folder)).toEqual([])
})

test('a migration that fails leaves nothing of itself, names itself, and is tried again', async () => {
  const folder = folderWith({ '3_c': 'CREATE TABLE half_c (x int); SELECT 1/0' })
  await expect(migrate(env().DATABASE_URL, folder)).rejects.toThrow('migration 3_c failed: division by zero')
  expect(await tableExists('half_c')).toBe(false)
  writeFileSync(path.join(folder, '3_c', 'migration.sql'), 'CREATE TABLE half_c (x int)')
  expect(await migrate(env().DATABASE_URL, folder)).toEqual(['3_c'])
})

test('a migration that was edited after it was applied stops the start', async () => {
  const folder = folderWith({ '4_d': 'CREATE TABLE d (x int)' })
  await migrate(env().DATABASE_URL, folder)
  writeFileSync(path.join(folder, '4_d', 'migration.sql'), 'CREATE TABLE d (x text)')
  await expect(migrate(env().DATABASE_URL, folder)).rejects.toThrow('4_d was edited')
})

test('the audit trail refuses change and removal, even in SQL', async () => {
  const [organizationId, id] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  await db().auditEntry.create({
    data: { organizationId, id, action: 'signed-in', subjectType: 'session', subjectId: id },
  })
  await expect(db().$executeRaw`UPDATE audit_entries SET action = 'x'`).rejects.toThrow(/append-only/)
  await expect(db().$executeRaw`DELETE FROM audit_entries`).rejects.toThrow(/append-only/)
  await expect(db().$executeRaw`TRUNCATE audit_entries`).rejects.toThrow(/append-only/)
  expect(await db().auditEntry.count()).toBe(1)
})
