import { randomFillSync } from 'node:crypto'

const DIGITS = Buffer.from('0123456789abcdef')
const HYPHENS_AFTER = [4, 6, 8, 10]
// Random bytes are drawn in bulk: one call a thousand ids instead of one each.
const pool = new Uint8Array(10 * 1000)
let used = pool.length
const bytes = new Uint8Array(16)
const text = Buffer.alloc(36, '-')

/**
 * A UUIDv7 (RFC 9562): sorts by time to the millisecond. Made here because PostgreSQL 15–17 have none.
 * Written into one buffer and not put together from pieces: an id of twenty pieces is twenty objects for the collector,
 * and ingest makes two for each delivery.
 */
export function newId(nowMs: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  for (let index = 5, rest = nowMs; index >= 0; index--, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  for (let index = 6; index < 16; index++) bytes[index] = pool[used++]!
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return format()
}

/** No id made at that time or later sorts before it: ids of a time are a range of the primary key. */
export function lowestId(atMs: number): string {
  const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** When an id was made, in milliseconds: of an event, when it arrived. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

function format(): string {
  let at = 0
  for (let index = 0; index < 16; index++) {
    if (HYPHENS_AFTER.includes(index)) at += 1
    text[at++] = DIGITS[bytes[index]! >> 4]!
    text[at++] = DIGITS[bytes[index]! & 15]!
  }
  return text.toString('latin1')
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (text: string) => uuidPattern.test(text)
