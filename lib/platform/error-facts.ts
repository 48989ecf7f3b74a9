import { databaseErrorOf } from './database-error'

/** Errors of the engine name code, not data. Others (JSON's, a database's, ours) may quote what somebody typed. */
const ENGINE_ERRORS = new Set(['TypeError', 'ReferenceError', 'RangeError', 'AssertionError'])

/** What may be logged of an error: its kind, code and place. The message only where it cannot quote personal data. */
export function errorFacts(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, sqlState } = databaseErrorOf(error)
  return {
    name: error.name,
    code,
    sqlState,
    message: ENGINE_ERRORS.has(error.name) ? error.message : undefined,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
  }
}
