/** Failed calls in a row after which Popp is left alone. */
const FAILURES_MAX = 5
const OPEN_MS = 30_000

export type Pass = { ok: true } | { ok: false; reason: 'circuit-open' | 'rate-limited'; retryAfterSeconds: number }

/**
 * Leaves a peer alone that does not answer: closed (calls go), open (none goes, for a while), half-open (one goes, and
 * what becomes of it decides). It also keeps the pause that the peer asked for with `Retry-After`.
 * Every `pass` that lets a call through is followed by one `answered` or `failed`.
 */
export class Circuit {
  private failures = 0
  private openUntil: number | null = null
  private probing = false
  private pausedUntil = 0

  constructor(private readonly now: () => number = Date.now) {}

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.openUntil === null) return 'closed'
    return this.now() < this.openUntil ? 'open' : 'half-open'
  }

  /** Somebody wants to know now: the next call goes, and decides. */
  tryAgain() {
    this.pausedUntil = 0
    if (this.openUntil !== null) this.openUntil = Math.min(this.openUntil, this.now())
  }

  pass(): Pass {
    const now = this.now()
    if (now < this.pausedUntil) return refusal('rate-limited', this.pausedUntil - now)
    if (this.openUntil === null) return { ok: true }
    if (now < this.openUntil) return refusal('circuit-open', this.openUntil - now)
    // The one call that finds out takes no longer than a time-out; the others would only wait with it.
    if (this.probing) return refusal('circuit-open', 1_000)
    this.probing = true
    return { ok: true }
  }

  /** Popp was there, whatever it said. */
  answered(pauseSeconds = 0) {
    this.failures = 0
    this.openUntil = null
    this.probing = false
    if (pauseSeconds > 0) this.pausedUntil = this.now() + pauseSeconds * 1_000
  }

  failed() {
    this.failures += 1
    if (this.probing || this.failures >= FAILURES_MAX) this.openUntil = this.now() + OPEN_MS
    this.probing = false
  }
}

const refusal = (reason: 'circuit-open' | 'rate-limited', ms: number): Pass => ({
  ok: false,
  reason,
  retryAfterSeconds: Math.max(1, Math.ceil(ms / 1_000)),
})
