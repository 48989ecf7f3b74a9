import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'

useTestDatabase()

interface Column {
  column: string
  type: string
  nullable: boolean
}

const nativeTypes: Record<string, string> = {
  Uuid: 'uuid',
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Float: 'float8',
  Boolean: 'bool',
  Bytes: 'bytea',
  Json: 'jsonb',
  DateTime: 'timestamptz',
}

/** Tables, columns, types and nullability as `schema.prisma` states them. Prisma's own engine cannot run everywhere. */
function readSchema(): Map<string, Column[]> {
  const source = readFileSync(new URL('schema.prisma', import.meta.url), 'utf8')
  const enums = new Map(
    [...source.matchAll(/^enum (\w+) \{[^}]*@@map\("(\w+)"\)/gm)].map(([, name, map]) => [name!, map!]),
  )
  const models = new Set([...source.matchAll(/^model (\w+)/gm)].map(([, name]) => name!))
  const tables = new Map<string, Column[]>()
  for (const [, body, table] of source.matchAll(/^model \w+ \{([\s\S]*?)@@map\("(\w+)"\)\s*\n\}/gm)) {
    const columns: Column[] = []
    for (const [, field, base, suffix, rest] of body!.matchAll(/^ {2}(\w+) +(\w+)(\[\]|\?)?(.*)$/gm)) {
      if (models.has(base!)) continue
      const native = /@db\.Uuid/.test(rest!) ? 'uuid' : (nativeTypes[base!] ?? enums.get(base!) ?? base!)
      const column = /@map\("(\w+)"\)/.exec(rest!)?.[1] ?? field!
      columns.push({ column, type: suffix === '[]' ? `_${native}` : native, nullable: suffix !== undefined })
    }
    tables.set(
      table!,
      columns.sort((a, b) => (a.column < b.column ? -1 : 1)),
    )
  }
  return tables
}

test('the migrated database has exactly the tables and columns of schema.prisma', async () => {
  const rows = await db().$queryRaw<(Column & { table: string })[]>`
    SELECT table_name AS "table", column_name AS "column", udt_name AS type, is_nullable = 'YES' AS nullable
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`
  const actual = new Map(rows.map(({ table }) => [table, rows.filter((row) => row.table === table)]))
  const expected = readSchema()
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort())
  expect(expected.size).toBeGreaterThan(15)
  for (const [table, columns] of expected) {
    const found = actual.get(table)!.map(({ table: _, ...column }) => column)
    const sorted = found.sort((a, b) => (a.column < b.column ? -1 : 1))
    // A list column is never null for Prisma, though the database would allow it.
    expect(sorted, table).toEqual(columns)
  }
})
