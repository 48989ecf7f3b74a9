import { databaseErrorOf } from '@/lib/platform/database-error'

/** Names and codes only: messages of a database may quote values, which may be personal data. */
export function describeError(error: unknown): string {
  const { code, kind, sqlState } = databaseErrorOf(error)
  const name = error instanceof Error ? error.name : 'Error'
  return [name, code, kind, sqlState].filter(Boolean).join(' · ').slice(0, 300)
}

/** Serialization failure and deadlock, of PostgreSQL or as Prisma names them: the same again may well succeed. */
export function isConflict(error: unknown): boolean {
  const { code, sqlState = '' } = databaseErrorOf(error)
  return code === 'P2034' || sqlState.startsWith('40')
}

/** The transaction ran out of time, with the database there: a record that is too slow must not stop the others. */
export const isTooSlow = (error: unknown) => (error as { code?: string }).code === 'P2028'
