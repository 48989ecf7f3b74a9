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
  timer: NodeJS.Timeout
  /** Its sender was answered that it is late. */
  isGone: boolean
  /** Its result is there. */
  isDone: boolean
}

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
  private running = false
  private idle: (() => void)[] = []

  constructor(private readonly options: BatcherOptions<Item, Result>) {}

  /** The item's own result. Rejects only when `run` does. */
  add(item: Item, timeoutMs: number): Promise<Result | Missed> {
    const { maxWaiting, maxWaitingBytes = Number.POSITIVE_INFINITY, sizeOf } = this.options
    const size = sizeOf?.(item) ?? 0
    if (this.waiting.length >= maxWaiting || this.waitingBytes + size > maxWaitingBytes) return Promise.resolve('full')
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(entry), timeoutMs)
      const entry: Entry<Item, Result> = { item, size, resolve, reject, timer, isGone: false, isDone: false }
      this.waiting.push(entry)
      this.waitingBytes += size
      if (!this.running) void this.work()
    })
  }

  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void> {
    return this.running ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve()
  }

  /** One turn later: after a stall of the loop the timer is run before the result that is there already. */
  private giveUp(entry: Entry<Item, Result>) {
    setImmediate(() => {
      if (entry.isDone) return
      entry.isGone = true
      entry.resolve('late')
    })
  }

  private async work() {
    this.running = true
    // Those that arrive in this turn of the loop share the first batch.
    await nextTurn()
    for (let batch = this.take(); batch.length > 0; batch = this.take()) await this.commit(batch)
    this.running = false
    for (const resolve of this.idle.splice(0)) resolve()
  }

  private async commit(batch: Entry<Item, Result>[]) {
    try {
      const results = await this.options.run(batch.map((entry) => entry.item))
      for (const entry of batch) entry.isDone = true
      setImmediate(() => this.settle(batch, results))
    } catch (error) {
      for (const entry of batch) {
        clearTimeout(entry.timer)
        entry.reject(error)
      }
    }
  }

  private settle(batch: Entry<Item, Result>[], results: Result[]) {
    for (const [index, entry] of batch.entries()) {
      clearTimeout(entry.timer)
      entry.resolve(results[index] as Result)
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
