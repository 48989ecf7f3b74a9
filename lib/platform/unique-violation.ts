const UNIQUE_VIOLATION = '23505'

/** Did a raw statement fail because a row with this key is there already? */
export function isUniqueViolation(error: unknown): boolean {
  const meta = (error as { meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string } } } }).meta
  return meta?.code === UNIQUE_VIOLATION || meta?.driverAdapterError?.cause?.originalCode === UNIQUE_VIOLATION
}
