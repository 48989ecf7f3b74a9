import { createHash } from 'node:crypto'
import { Prisma } from '@/prisma/generated/client'

const MARK = '/* prepared */'

/**
 * Put first in a raw statement, it makes PostgreSQL parse and plan it once per connection instead of every time. For
 * statements that run often and whose text is one of a few: each text stays in every connection's memory. Not where the
 * plan should depend on the values (searches). Measured on busy cores: reading one review item with its five joins
 * 3.0 ms → 0.4 ms. A PgBouncer in between has to know of it (1.21 or newer, `max_prepared_statements`).
 */
export const prepared = Prisma.raw(MARK)

const names = new Map<string, string>()

/** The name under which connections keep a statement; undefined = it is not kept. */
export function preparedName(sql: string): string | undefined {
  if (!sql.trimStart().startsWith(MARK)) return undefined
  const known = names.get(sql)
  if (known) return known
  const name = `p_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}
