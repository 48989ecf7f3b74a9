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

/** However fast items come in, a batch sets off after this time. */
const MAX_GATHER_MS = 5

/** After the input and output that the event loop has ready now. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Group commit: what arrives while a batch is under way shares the next one. At most one batch is under way and nothing
 * waits for a timer: a batch sets off as soon as a turn of the event loop brings nothing more for it, so a lonely item goes
 * at once, and those whose senders were answered just now come along instead of missing the boat by a moment.
 * Without that, senders that wait for their answers split into two halves that take turns, each batch half as large.
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
      entry.gone = true
      entry.resolve('late')
    })
  }

  private async work() {
    this.running = true
    for (;;) {
      await this.gather()
      const batch = this.take()
      // In the same breath as `take`: an item that is added from here on begins anew.
      if (batch.length === 0) break
      try {
        this.settle(batch, await this.options.run(batch.map((entry) => entry.item)))
      } catch (error) {
        this.fail(batch, error)
      }
    }
    this.running = false
    for (const resolve of this.idle.splice(0)) resolve()
  }

  private async gather() {
    const until = performance.now() + MAX_GATHER_MS
    let seen = -1
    while (this.waiting.length > seen && this.waiting.length < this.options.maxItems && performance.now() < until) {
      seen = this.waiting.length
      await nextTurn()
    }
  }

  private fail(batch: Entry<Item, Result>[], error: unknown) {
    for (const entry of batch) {
      clearTimeout(entry.timer)
      entry.reject(error)
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
