import { databaseErrorOf } from './database-error'

/** Prisma: cannot reach, timed out, closed, no free connection, no transaction in time. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
])
/** PostgreSQL: 08 connection, 53300 too many connections, 57P01–57P03 shutting down, crashed, starting up. */
const SQLSTATE = /^(08|53300|57P0[123])/
const NODE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH'])
/** The pool's own errors carry no code. */
const POOL_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/

/**
 * Whether a failed query failed because the database was away, and not because of what was asked: the caller then
 * answers 503 "try again" instead of 500. Knows the errors of Prisma, of its adapter, of pg's pool and of sockets.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code, sqlState, kind } = databaseErrorOf(error)
  const codes = [code, sqlState].filter((value) => value !== undefined)
  return (
    codes.some((value) => PRISMA_CODES.has(value) || NODE_CODES.has(value) || SQLSTATE.test(value)) ||
    ADAPTER_KINDS.has(kind ?? '') ||
    (error instanceof Error && POOL_MESSAGE.test(error.message))
  )
}
