import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { perProcess } from './singleton'

const storage = () => perProcess('request-context', () => new AsyncLocalStorage<string>())

/** Everything that is done in `work`, and every line that it logs, belongs to the request of this id. */
export const inRequest = <T>(requestId: string, work: () => T): T => storage().run(requestId, work)

/** Of the request that is being answered; undefined outside of one. */
export const currentRequestId = (): string | undefined => storage().getStore()

/** What a proxy may call a request: short, and nothing that could be mistaken for more than an id in a log. */
const SANE = /^[\w.-]{8,64}$/

const ids = () => perProcess('request-ids', () => ({ prefix: randomBytes(6).toString('hex'), count: 0 }))

/**
 * The id of a request: a trusted proxy's own, so that its log and ours fit together, else a new one. Counted, not drawn: a
 * delivery has one too and must not pay for it.
 */
export function requestIdOf(given: string | string[] | undefined, trustProxy: boolean): string {
  if (trustProxy && typeof given === 'string' && SANE.test(given)) return given
  const state = ids()
  state.count += 1
  return `${state.prefix}-${state.count.toString(36)}`
}
