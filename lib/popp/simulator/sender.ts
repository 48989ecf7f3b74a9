import { setMaxListeners } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { RetryPlan } from './backoff'
import { type DeliverOptions, type DeliveryResult, deliver } from './deliver'
import type { Random } from './random'
import { countAttempt, countForged, countResult, emptyTotals, type Totals } from './totals'

interface SenderOptions {
  endpointUrl: string
  /** A function is asked for each delivery: secrets rotate. */
  secret: string | (() => string)
  /** Deliveries under way at the same time, waiting for a retry included; the others queue. Default 16. */
  concurrency?: number
  attempts?: number
  plan?: RetryPlan
  attemptsWhenRefused?: number
  timeoutMs?: number
  random?: Random
  signal?: AbortSignal
}

export interface Sender {
  /** Delivers once the sender has room, and again until acknowledged or given up. Never rejects. */
  send(payload: unknown, options?: Pick<DeliverOptions, 'slowBodyMs' | 'encoding'>): Promise<DeliveryResult>
  /** Delivers once with a signature that another secret made: noise that must be refused. */
  sendForged(payload: unknown): Promise<DeliveryResult>
  /** Deliveries under way or queued. */
  readonly pending: number
  /** Resolves when nothing is pending; keeps no socket open after it. */
  close(): Promise<void>
  readonly totals: Totals
}

const DEFAULT_CONCURRENCY = 16

export function createSender(options: SenderOptions): Sender {
  const { endpointUrl, secret, signal, concurrency = DEFAULT_CONCURRENCY } = options
  const Agent = endpointUrl.startsWith('https:') ? https.Agent : http.Agent
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  // Each request under way listens to the one signal that ends them all.
  if (signal) setMaxListeners(0, signal)
  const totals = emptyTotals()
  const room = createRoom(concurrency)
  const under = new Set<Promise<unknown>>()
  const onAttempt = (attempt: Parameters<typeof countAttempt>[1]) => countAttempt(totals, attempt)
  const { attempts, attemptsWhenRefused, plan, timeoutMs, random } = options
  const common: DeliverOptions = { attempts, attemptsWhenRefused, plan, timeoutMs, random, signal, agent, onAttempt }
  const current = typeof secret === 'function' ? secret : () => secret
  const run = (payload: unknown, key: string, extra: DeliverOptions, count: (result: DeliveryResult) => void) => {
    const delivery = room(async () => {
      const result = await deliver(endpointUrl, key, payload, { ...common, ...extra })
      count(result)
      return result
    })
    under.add(delivery)
    void delivery.finally(() => under.delete(delivery))
    return delivery
  }
  return {
    totals,
    get pending() {
      return under.size
    },
    send: (payload, extra = {}) => run(payload, current(), extra, (result) => countResult(totals, result)),
    sendForged: (payload) =>
      run(payload, `${current()}, but not quite`, { attempts: 1, plan: undefined }, (result) =>
        countForged(totals, result),
      ),
    async close() {
      while (under.size > 0) await Promise.allSettled(under)
      agent.destroy()
    },
  }
}

/** Runs at most `size` at a time, first come first served. */
function createRoom(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  let inside = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (inside >= size) await new Promise<void>((enter) => queue.push(enter))
    else inside++
    try {
      return await work()
    } finally {
      // The place is handed on, not freed: a newcomer cannot slip in before the one that waits.
      const next = queue.shift()
      if (next) next()
      else inside--
    }
  }
}
