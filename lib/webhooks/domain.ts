/** Pure decisions about a delivery. Times and limits are arguments. */

/** Longer than any sensible number of identical requests for review; keeps the keys in order as text. */
const SEQUENCE_DIGITS = 6

/**
 * `application/json` with any parameters. A missing type passes: the signature vouches for the bytes and what is not JSON
 * is refused a moment later; only a type that says something else is wrong.
 */
export const isJsonType = (contentType: string | null | undefined): boolean =>
  !contentType?.trim() || /^\s*application\/json\s*(;|$)/i.test(contentType)

/**
 * Whether identical bytes may be a second, genuine event: an original-shape request for review has neither id nor time.
 * Everything else is deduplicated for ever, which is the protection against replays. Without a record there is nothing to
 * review, so there is no second request either.
 */
export const mayRepeat = (event: { type: string; poppEventId: string | null; recordId: string | null }): boolean =>
  event.type === 'CONVERSATION_NEEDS_REVIEW' && event.poppEventId === null && event.recordId !== null

/**
 * The key of an event that may repeat: `<base>:000000`, `<base>:000001`, … Inside the window after the newest stored one
 * the delivery is a retry of it and gets its key, which the unique index then refuses; later it is the next event.
 */
export function repeatKey(
  base: string,
  newest: { dedupeKey: string; receivedAt: Date } | null,
  receivedAt: Date,
  windowSeconds: number,
): string {
  if (!newest) return `${base}:${'0'.repeat(SEQUENCE_DIGITS)}`
  if (receivedAt.getTime() - newest.receivedAt.getTime() <= windowSeconds * 1000) return newest.dedupeKey
  const next = Number(newest.dedupeKey.slice(base.length + 1)) + 1
  return `${base}:${String(next).padStart(SEQUENCE_DIGITS, '0')}`
}

/** Authentic, but its body names another organization than the endpoint's: kept, and applied nowhere. */
export const isForeign = (named: string | null, own: string): boolean => named !== null && named !== own

/** What a test of an endpoint sends. Of no family that Popp names: it is kept and shown, and no conversation comes of it. */
export const TEST_EVENT = 'REVIEW_DESK_TEST'
