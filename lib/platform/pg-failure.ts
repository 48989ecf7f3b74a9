/**
 * What a failed statement means for who sent it.
 * - `again`: the same statement may well work right now (lost connection, deadlock, serialization).
 * - `away`: the database does not work for now, whatever the statement.
 * - `refused`: the database works and refuses these very values.
 */
export type PgFailure = 'again' | 'away' | 'refused'

const AGAIN = /^(08|40|57P01|57P02)/
/** No resources, operator intervention (time-out, start-up, shutdown), system errors, read-only replica, locks, internal errors. */
const AWAY = /^(53|57|58|25|55|XX)/

export function pgFailure(error: unknown): PgFailure {
  const { code, message = '', severity } = error as { code?: string; message?: string; severity?: string }
  // Only what PostgreSQL itself answered has a severity, and then `code` is an SQLSTATE.
  if (severity && code) {
    if (AGAIN.test(code)) return 'again'
    return AWAY.test(code) ? 'away' : 'refused'
  }
  // A value that could not be put into the statement.
  if (error instanceof RangeError || error instanceof TypeError) return 'refused'
  // A connection that ended under the statement is worth a second try, on another one.
  if (code === 'ECONNRESET' || code === 'EPIPE' || /^Connection terminated|not queryable/.test(message)) return 'again'
  return 'away'
}
