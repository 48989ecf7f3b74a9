const HOUR_SECONDS = 3_600

/** A session ends this long after the last thing its member did: overnight, not over lunch. */
export const SESSION_IDLE_SECONDS = 12 * HOUR_SECONDS
/** And this long after sign-in, whatever they did. The cookie lives exactly as long. */
export const SESSION_MAX_SECONDS = 7 * 24 * HOUR_SECONDS
/** Renewed at most so often: a request is one query, not a query and a write. */
export const SESSION_RENEW_AFTER_SECONDS = 5 * 60
