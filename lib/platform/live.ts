import { Client } from 'pg'
import type { Tx } from './db'
import { env } from './env'
import { log } from './log'
import { perProcess } from './singleton'
import type { OrganizationId } from './tenant'

/** What changed, as a topic: browsers refetch what they show of it. No personal data travels. */
export type Topic =
  | 'review-items'
  | 'deliveries'
  | 'members'
  | `conversation:${string}`
  | 'conversations'
  | 'notifications'
  | 'presence'
  | 'settings'
  | 'views'
  | 'issues'
  | 'replays'
  | 'reconciles'
  | 'outward-calls'

export const LIVE_CHANNEL = 'live'
/** Per organization: the first change goes out at once, those that follow within this time share one message. */
const COALESCE_MS = 50
/** pg_notify refuses 8,000 bytes and more: a burst is told by its general topics only. */
const MAX_PAYLOAD_BYTES = 7_900
/** A connection that no longer answers is replaced: it would look as if it only were slow. */
const ANSWER_TIMEOUT_MS = 3_000

interface Pending {
  topics: Set<Topic>
  timer: NodeJS.Timeout | null
}

const pending = () => perProcess('live-pending', () => new Map<string, Pending>())

/** Tells every process's listeners, after the change was committed. Never throws; a lost message costs a late refetch only. */
export function publish(organizationId: OrganizationId, ...topics: Topic[]): void {
  const entry = pending().get(organizationId)
  if (entry) {
    for (const topic of topics) entry.topics.add(topic)
    return
  }
  const fresh: Pending = { topics: new Set(), timer: null }
  pending().set(organizationId, fresh)
  send(organizationId, topics)
  fresh.timer = setTimeout(() => flush(organizationId), COALESCE_MS)
}

/** The same as part of a transaction: heard when it commits, or never. For what is rare, since such commits wait for each other. */
export const publishWithCommit = (organizationId: OrganizationId, tx: Tx, ...topics: Topic[]) =>
  tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${payloadOf(organizationId, topics)})`

function flush(organizationId: OrganizationId) {
  const entry = pending().get(organizationId)
  pending().delete(organizationId)
  if (entry?.topics.size) publish(organizationId, ...entry.topics)
}

/** One after the other: a connection takes one query at a time. */
function send(organizationId: OrganizationId, topics: readonly Topic[]) {
  const state = notifierState()
  const payload = payloadOf(organizationId, topics)
  state.sending = state.sending.then(async () => {
    try {
      const client = await notifier()
      await client.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, payload])
    } catch (error) {
      log().warn({ code: (error as { code?: string }).code }, 'live notification not sent')
      // Not awaited: what no longer answers does not answer to this either.
      void endNotifier()
    }
  })
}

function payloadOf(organizationId: OrganizationId, topics: readonly Topic[]): string {
  const whole = JSON.stringify({ organizationId, topics })
  if (Buffer.byteLength(whole) < MAX_PAYLOAD_BYTES) return whole
  const general = topics.map((topic) => (topic.startsWith('conversation:') ? 'conversations' : topic))
  return JSON.stringify({ organizationId, topics: [...new Set(general)] })
}

const notifierState = () =>
  perProcess('live-notifier', () => ({ client: null as Promise<Client> | null, sending: Promise.resolve() }))

// A connection of its own: a burst of notifications must not wait behind the pool's queries.
function notifier(): Promise<Client> {
  const state = notifierState()
  state.client ??= (async () => {
    const client = new Client({
      connectionString: env().DATABASE_URL,
      application_name: 'review-desk-notify',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      query_timeout: ANSWER_TIMEOUT_MS,
    })
    client.on('error', () => void endNotifier())
    await client.connect()
    return client
  })()
  return state.client
}

/** The next notification makes a new connection. */
async function endNotifier() {
  const state = notifierState()
  const ending = state.client
  state.client = null
  const client = await ending?.catch(() => null)
  await client?.end().catch(() => {})
}

/** Ends the notifier's connection and drops what was not sent yet (shutdown, tests). */
export async function closePublisher() {
  for (const entry of pending().values()) if (entry.timer) clearTimeout(entry.timer)
  pending().clear()
  await notifierState().sending
  await endNotifier()
}
