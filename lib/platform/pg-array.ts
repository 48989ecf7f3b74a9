/**
 * PostgreSQL arrays in its binary format. pg writes a Buffer as a binary parameter as it is; a JavaScript array it turns
 * into text, where a bytea costs twice its length. Measured: see `pg.ts`.
 */
const UUID_OID = 2950
const TEXT_OID = 25
const BYTEA_OID = 17
const TIMESTAMPTZ_OID = 1184
const INTEGER_OID = 23
const HEADER_BYTES = 20
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

export const textArray = (texts: readonly (string | null)[]) =>
  encode(
    TEXT_OID,
    texts,
    (text) => Buffer.byteLength(text),
    (text, out, at) => out.write(text, at),
  )

export const byteaArray = (values: readonly (Uint8Array | null)[]) =>
  encode(
    BYTEA_OID,
    values,
    (bytes) => bytes.byteLength,
    (bytes, out, at) => out.set(bytes, at),
  )

export const uuidArray = (ids: readonly (string | null)[]) => encode(UUID_OID, ids, () => 16, writeUuid)

export const integerArray = (numbers: readonly (number | null)[]) =>
  encode(
    INTEGER_OID,
    numbers,
    () => 4,
    (number, out, at) => out.writeInt32BE(number, at),
  )

export const timestampArray = (times: readonly (Date | null)[]) =>
  encode(
    TIMESTAMPTZ_OID,
    times,
    () => 8,
    (time, out, at) => out.writeBigInt64BE(BigInt(time.getTime() - POSTGRES_EPOCH_MS) * 1000n, at),
  )

/** By character: taking the hyphens out and decoding what is left costs five times as much, and a batch has many. */
function writeUuid(id: string, out: Buffer, at: number) {
  let to = at
  for (let from = 0; from < id.length; from += 2) {
    if (id.charCodeAt(from) === HYPHEN) from += 1
    out[to++] = (digit(id.charCodeAt(from)) << 4) | digit(id.charCodeAt(from + 1))
  }
}

const HYPHEN = 0x2d
/** Of 0–9, a–f and A–F. */
const digit = (code: number) => (code & 0x0f) + (code > 0x39 ? 9 : 0)

function encode<T>(
  elementOid: number,
  values: readonly (T | null)[],
  sizeOf: (value: T) => number,
  write: (value: T, out: Buffer, at: number) => unknown,
): Buffer {
  let size = HEADER_BYTES
  for (const value of values) size += 4 + (value === null ? 0 : sizeOf(value))
  const out = Buffer.allocUnsafe(size)
  // Dimensions, whether nulls occur, element type, length, index of the first element. An empty array has no dimension,
  // but is never sent here.
  const header = [1, values.includes(null) ? 1 : 0, elementOid, values.length, 1]
  for (const [index, field] of header.entries()) out.writeInt32BE(field, index * 4)
  let at = HEADER_BYTES
  for (const value of values) {
    const length = value === null ? -1 : sizeOf(value)
    at = out.writeInt32BE(length, at)
    if (value === null) continue
    write(value, out, at)
    at += length
  }
  return out
}
