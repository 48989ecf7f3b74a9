import { databaseErrorOf } from './database-error'

const UNIQUE_VIOLATION = '23505'

/** Did a raw statement fail because a row with this key is there already? */
export const isUniqueViolation = (error: unknown): boolean => databaseErrorOf(error).sqlState === UNIQUE_VIOLATION
