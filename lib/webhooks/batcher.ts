/** `full`: too much is waiting already. `late`: not done in time; it may still have been done. */
export type Missed = 'full' | 'late'

export interface BatcherOptions<Item, Result> {
  /** Does one batch; results in the order of the items. */
  run: (items: Item[]) => Promise<Result[]>
  sizeOf?: (item: Item) => number
  maxItems: number
  maxBytes?: number
  /** Beyond these new items are refused: memory is bounded whatever the database does. */
  maxWaiting: number
  maxWaitingBytes?: number
}

interface Entry<Item, Result> {
  item: Item
  size: number
  resolve: (result: Result | Missed) => void
  reject: (error: unknown) => void
  /** By `performance.now()`. */
  deadline: number
  /** Its sender was answered that it is late. */
  isGone: boolean
}

/** How exactly deadlines are kept. One timer for all items: one each would be a good part of what an item costs. */
const WATCH_MS = 40

/** After the input and output that the event loop has ready now. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Group commit: what arrives while a batch is under way shares the next one. At most one batch is under way, nothing waits
 * for a timer, and a lonely item goes at once. The busier it is, the larger the batches, the cheaper each item.
 *
 * The next batch sets off before the last one's senders are answered, so that database and process work at the same time.
 * Measured on two otherwise idle cores at 32 senders, deliveries/s: so 6,300–7,200 (16 a batch); answering first and
 * gathering what comes back at once 5,400–6,600.
 */
export class Batcher<Item, Result> {
  private waiting: Entry<Item, Result>[] = []
  private waitingBytes = 0
  private underWay: Entry<Item, Result>[] = []
  private running = false
  private idle: (() => void)[] = []

  constructor(private readonly options: BatcherOptions<Item, Result>) {}

  /** The item's own result. Rejects only when `run` does. */
  add(item: Item, timeoutMs: number): Promise<Result | Missed> {
    const { maxWaiting, maxWaitingBytes = Number.POSITIVE_INFINITY, sizeOf } = this.options
    const size = sizeOf?.(item) ?? 0
    if (this.waiting.length >= maxWaiting || this.waitingBytes + size > maxWaitingBytes) return Promise.resolve('full')
    return new Promise((resolve, reject) => {
      const deadline = performance.now() + timeoutMs
      this.waiting.push({ item, size, resolve, reject, deadline, isGone: false })
      this.waitingBytes += size
      if (!this.running) void this.work()
    })
  }

  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void> {
    return this.running ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve()
  }

  private async work() {
    this.running = true
    // A turn after its time: when the loop stood still, the timer is run before the results that are there already.
    const watch = setInterval(() => setImmediate(() => this.giveUpLate()), WATCH_MS)
    // Those that arrive in this turn of the loop share the first batch.
    await nextTurn()
    for (let batch = this.take(); batch.length > 0; batch = this.take()) await this.commit(batch)
    clearInterval(watch)
    this.running = false
    for (const resolve of this.idle.splice(0)) resolve()
  }

  private async commit(batch: Entry<Item, Result>[]) {
    this.underWay = batch
    try {
      const results = await this.options.run(batch.map((entry) => entry.item))
      setImmediate(() => {
        for (const [index, entry] of batch.entries()) entry.resolve(results[index] as Result)
      })
    } catch (error) {
      for (const entry of batch) entry.reject(error)
    }
    this.underWay = []
  }

  private giveUpLate() {
    const now = performance.now()
    for (const entries of [this.underWay, this.waiting]) {
      for (const entry of entries) {
        if (entry.isGone || entry.deadline > now) continue
        entry.isGone = true
        entry.resolve('late')
      }
    }
  }

  /** The next batch: as much as fits, at least one, without those whose sender was answered already. */
  private take(): Entry<Item, Result>[] {
    const { maxItems, maxBytes = Number.POSITIVE_INFINITY } = this.options
    const batch: Entry<Item, Result>[] = []
    let bytes = 0
    let taken = 0
    for (const entry of this.waiting) {
      if (!entry.isGone) {
        if (batch.length > 0 && (batch.length >= maxItems || bytes + entry.size > maxBytes)) break
        batch.push(entry)
        bytes += entry.size
      }
      this.waitingBytes -= entry.size
      taken += 1
    }
    this.waiting = this.waiting.slice(taken)
    return batch
  }
}
