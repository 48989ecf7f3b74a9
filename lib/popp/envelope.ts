import { createHash, type Hash } from 'node:crypto'
import { isObject, type JsonObject, own, parseJson, readId } from './json'
import { readTimestamp } from './timestamp'

/**
 * What is read before the 200, for deduplication and routing. `type` and the ids are exactly as sent: they may hold
 * NUL, lone surrogates and a megabyte. Give them to `recordKey` and `dedupeKey`; store them only by `storableText`.
 */
export type Envelope = {
  type: string
  poppEventId: string | null
  occurredAt: Date | null
  recordId: string | null
  organizationId: string | null
}

type NoEnvelope = { ok: false; reason: 'not-json' | 'no-envelope'; detail: string }
export type EnvelopeReading = { ok: true; envelope: Envelope } | NoEnvelope
type BodyReading = { ok: true; envelope: Envelope; body: JsonObject; data: JsonObject } | NoEnvelope

/**
 * Reads the envelope of an authentic body: a JSON object with a string `event` and an object `data`, whatever else it
 * holds. Never throws, never recurses. `receivedAt` lets a time far ahead of its own arrival count as no time.
 */
export function readEnvelope(bytes: Uint8Array, receivedAt?: Date): EnvelopeReading {
  const read = readBody(bytes, receivedAt)
  return read.ok ? { ok: true, envelope: read.envelope } : read
}

/** The same with the parsed body and its data, for the full reading after the 200. */
export function readBody(bytes: Uint8Array, receivedAt?: Date): BodyReading {
  const parsed = parseJson(bytes)
  if (!parsed.ok) return { ok: false, reason: 'not-json', detail: parsed.detail }
  const body = parsed.value
  if (!isObject(body)) return noEnvelope('The JSON is not an object.')
  const type = own(body, 'event')
  if (typeof type !== 'string') return noEnvelope('There is no string "event".')
  const data = own(body, 'data')
  if (!isObject(data)) return noEnvelope('There is no object "data".')
  const envelope = {
    type,
    poppEventId: readId(own(body, 'eventId')),
    occurredAt: readTimestamp(own(body, 'eventTimestamp'), receivedAt),
    recordId: readRecordId(type, data),
    organizationId: readId(own(data, 'organizationId')),
  }
  return { ok: true, envelope, body, data }
}

function readRecordId(type: string, data: JsonObject): string | null {
  const recordId = readId(own(data, 'recordId'))
  // Calendar events are documented to name the conversation here; that it equals `recordId` is inferred.
  return type.startsWith('CALENDAR_') ? (readId(own(data, 'conversationId')) ?? recordId) : recordId
}

function noEnvelope(detail: string): NoEnvelope {
  return { ok: false, reason: 'no-envelope', detail }
}

const LONE_SURROGATE = /\p{Surrogate}/u
/** Valid in JSON, refused by PostgreSQL's `text`. */
const isUnstorable = (text: string): boolean => text.includes('\0') || LONE_SURROGATE.test(text)

/**
 * Text that PostgreSQL can hold: NUL and lone surrogates become visible (`\u0000`, `\ud800`), and what is longer than
 * `maxLength` code points is cut so that it ends in `…` and is exactly that long.
 */
export function storableText(text: string, maxLength: number): string {
  if (text.length <= maxLength && !isUnstorable(text)) return text
  // One more than the maximum, in UTF-16 units, is all that can matter: a megabyte is never walked.
  const parts: string[] = []
  for (const character of text.slice(0, 2 * (maxLength + 1))) {
    if (isUnstorable(character)) parts.push(...`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    else parts.push(character)
    if (parts.length > maxLength) return `${parts.slice(0, Math.max(0, maxLength - 1)).join('')}…`
  }
  return parts.join('')
}

/** Starts with neither `.` (a path segment `..`) nor `~` (the mark of a digest). */
const SAFE_RECORD_ID = /^[A-Za-z0-9_:-][A-Za-z0-9_.:~-]{0,199}$/
const SAFE_EVENT_ID = /^[A-Za-z0-9_.:~-]{1,200}$/

/**
 * The conversation's key in the database and in URLs: the record id itself if it is short and safe there, else `~` and
 * 160 bits of its digest. Different record ids have different keys.
 */
export function recordKey(recordId: string): string {
  if (SAFE_RECORD_ID.test(recordId)) return recordId
  return `~${addText(createHash('sha256'), recordId).digest('hex').slice(0, 40)}`
}

/**
 * What makes two deliveries one event, within one organization. Without an event id it is a digest of (event, record
 * id, body): the store adds the retry window, because a genuine second request can have the same bytes.
 */
export function dedupeKey(
  envelope: Pick<Envelope, 'type' | 'poppEventId' | 'recordId'>,
  body: Uint8Array,
): `${'id' | 'id-digest' | 'digest'}:${string}` {
  const { poppEventId, recordId, type } = envelope
  if (poppEventId !== null) {
    if (SAFE_EVENT_ID.test(poppEventId)) return `id:${poppEventId}`
    return `id-digest:${addText(createHash('sha256'), poppEventId).digest('hex')}`
  }
  const hash = addText(createHash('sha256'), type)
  if (recordId === null) hash.update('none;')
  else addText(hash, recordId)
  return `digest:${hash.update(body).digest('hex')}`
}

/** Adds a text with its length, so that neighbours cannot run together. UTF-8 would make all lone surrogates equal. */
function addText(hash: Hash, text: string): Hash {
  return hash.update(`${text.length};`).update(text, 'utf16le')
}
