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
  gone: boolean
}

/**
 * Group commit: what arrives while a batch is under way shares the next one. At most one batch is under way, nothing waits
 * for a timer, and a lonely item goes at once. The busier it is, the larger the batches, the cheaper each item.
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
      const entry: Entry<Item, Result> = { item, size, resolve, reject, timer, gone: false }
      this.waiting.push(entry)
      this.waitingBytes += size
      if (this.running) return
      this.running = true
      // After the input events that this turn of the loop brings: they share the first batch.
      setImmediate(() => void this.work())
    })
  }

  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void> {
    return this.running ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve()
  }

  private giveUp(entry: Entry<Item, Result>) {
    entry.gone = true
    entry.resolve('late')
  }

  private async work() {
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      try {
        const results = await this.options.run(batch.map((entry) => entry.item))
        // One turn later, so that the next batch is on its way before these are answered.
        setImmediate(() => this.settle(batch, results))
      } catch (error) {
        for (const entry of batch) {
          clearTimeout(entry.timer)
          entry.reject(error)
        }
      }
    }
    this.running = false
    for (const resolve of this.idle.splice(0)) resolve()
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
      if (!entry.gone) {
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
