/** What Prisma, its adapter, pg's pool and sockets say of a failed query; of other errors only what they have of it. */
export interface DatabaseErrorFacts {
  /** Prisma's (P…), Node's (E…) or PostgreSQL's own. */
  code?: string
  /** PostgreSQL's SQLSTATE, also when Prisma wrapped it. */
  sqlState?: string
  /** The adapter's name of the failure. */
  kind?: string
}

interface Shape {
  code?: unknown
  meta?: { code?: unknown; driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } }
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The one place that knows the shape of these errors. */
export function databaseErrorOf(error: unknown): DatabaseErrorFacts {
  const { code, meta } = (error ?? {}) as Shape
  const cause = meta?.driverAdapterError?.cause
  return { code: text(code), sqlState: text(cause?.originalCode) ?? text(meta?.code), kind: text(cause?.kind) }
}
