import { randomFillSync } from 'node:crypto'

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
// Random bytes are drawn in bulk: one call a thousand ids instead of one each.
const pool = new Uint8Array(10 * 1000)
let used = pool.length

/** A UUIDv7 (RFC 9562): sorts by time to the millisecond. Made here because PostgreSQL 15–17 have none. */
export function newId(nowMs: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const r = pool.subarray(used, used + 10)
  used += 10
  const time = nowMs.toString(16).padStart(12, '0')
  const h = (byte: number) => hex[byte]!
  const a = h(0x70 | (r[0]! & 0x0f)) + h(r[1]!)
  const b = h(0x80 | (r[2]! & 0x3f)) + h(r[3]!)
  const c = h(r[4]!) + h(r[5]!) + h(r[6]!) + h(r[7]!) + h(r[8]!) + h(r[9]!)
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}`
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (text: string) => uuidPattern.test(text)
