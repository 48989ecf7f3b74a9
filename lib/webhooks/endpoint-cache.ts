/** How long a look-up counts. A retired endpoint or secret is refused at the latest after this time. */
const FRESH_MS = 2_000
/** After a failed look-up, what is known counts this long before the database is asked again. */
const FAILED_MS = 1_000
/** Ids that were asked for, existing or not: a flood of invented ones must not fill the memory. */
const MAX_ENTRIES = 5_000

interface Entry<T> {
  value: T | null
  readAt: number
  /** Until when nothing is asked again. */
  validUntil: number
}

/**
 * What is known of endpoints, by id. While the database is away a known endpoint is still known, however old: the sender
 * then gets 503 and comes back, where 404 would make it give up. Unknown ids are never served stale.
 */
export class EndpointCache<T> {
  private readonly entries = new Map<string, Entry<T>>()
  private readonly reading = new Map<string, Promise<T | null | 'unavailable'>>()

  constructor(
    /** Reads one; rejects or resolves to `unavailable` when the database is away. Look-ups of one id are shared. */
    private readonly read: (id: string) => Promise<T | null | 'unavailable'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** The endpoint, null when there is none, `unavailable` when the database did not say. */
  find(id: string): Promise<T | null | 'unavailable'> | T | null {
    const entry = this.entries.get(id)
    if (entry && this.now() < entry.validUntil) return entry.value
    const shared = this.reading.get(id)
    if (shared) return shared
    const reading = this.refresh(id, entry).finally(() => this.reading.delete(id))
    this.reading.set(id, reading)
    return reading
  }

  /** It was changed: whoever asks next asks the database. */
  forget(id: string): void {
    this.entries.delete(id)
  }

  private async refresh(id: string, known: Entry<T> | undefined): Promise<T | null | 'unavailable'> {
    const value = await this.read(id).catch(() => 'unavailable' as const)
    if (value !== 'unavailable') {
      this.remember(id, { value, readAt: this.now(), validUntil: this.now() + FRESH_MS })
      return value
    }
    if (!known?.value) return 'unavailable'
    this.remember(id, { ...known, validUntil: this.now() + FAILED_MS })
    return known.value
  }

  private remember(id: string, entry: Entry<T>) {
    this.entries.delete(id)
    this.entries.set(id, entry)
    if (this.entries.size <= MAX_ENTRIES) return
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest)
      return
    }
  }
}
