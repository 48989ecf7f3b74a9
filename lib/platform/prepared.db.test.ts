import { expect, test } from 'vitest'
import { Prisma } from '@/prisma/generated/client'
import { transaction } from './db'
import { prepared, preparedName } from './prepared'
import { useTestDatabase } from './testing/database'

useTestDatabase()

const { sql } = Prisma

test('a marked statement is kept by the connection once, an unmarked one never', async () => {
  const kept = await transaction(async (tx) => {
    for (const n of [1, 2, 3]) {
      await tx.$queryRaw(sql`${prepared} SELECT ${n}::int AS marked`)
      await tx.$queryRaw(sql`SELECT ${n}::int AS unmarked`)
    }
    return tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements WHERE name <> ''`
  })
  expect(kept.map(({ statement }) => statement)).toEqual(['/* prepared */ SELECT $1::int AS marked'])
})

test('each text has a name of its own, the same on every connection', () => {
  const text = (column: string) => sql`\n  ${prepared} SELECT 1 AS ${Prisma.raw(column)}`.text
  expect(preparedName(text('a'))).toBe(preparedName(text('a')))
  expect(preparedName(text('a'))).not.toBe(preparedName(text('b')))
  expect(preparedName('SELECT 1')).toBeUndefined()
})
