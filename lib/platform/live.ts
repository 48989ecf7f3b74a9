import { Client } from 'pg'
import { env } from './env'
import { log } from './log'
import { perProcess } from './singleton'
import type { OrganizationId } from './tenant'

/** What changed, as a topic: browsers refetch what they show of it. No personal data travels. */
export type Topic = 'review-items' | 'deliveries' | 'members' | `conversation:${string}` | 'conversations'

export const LIVE_CHANNEL = 'live'
/** Per organization: the first change goes out at once, those that follow within this time share one message. */
const COALESCE_MS = 50
/** pg_notify refuses more than 8,000 bytes: a burst is told by its general topics only. */
const MAX_TOPICS = 60

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
  void send(organizationId, topics)
  fresh.timer = setTimeout(() => flush(organizationId), COALESCE_MS)
}

function flush(organizationId: OrganizationId) {
  const entry = pending().get(organizationId)
  pending().delete(organizationId)
  if (entry?.topics.size) publish(organizationId, ...entry.topics)
}

async function send(organizationId: OrganizationId, topics: readonly Topic[]) {
  const told =
    topics.length <= MAX_TOPICS
      ? topics
      : [...new Set(topics.map((topic) => (topic.startsWith('conversation:') ? 'conversations' : topic)))]
  try {
    const client = await notifier()
    await client.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, JSON.stringify({ organizationId, topics: told })])
  } catch (error) {
    perProcessNotifier.current = null
    log().warn({ code: (error as { code?: string }).code }, 'live notification not sent')
  }
}

const perProcessNotifier = perProcess('live-notifier', () => ({ current: null as Promise<Client> | null }))

// A connection of its own: a burst of notifications must not wait behind the pool's queries.
function notifier(): Promise<Client> {
  perProcessNotifier.current ??= (async () => {
    const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {
      perProcessNotifier.current = null
    })
    await client.connect()
    return client
  })()
  return perProcessNotifier.current
}

/** Ends the notifier's connection and drops what was not sent yet (shutdown, tests). */
export async function closePublisher() {
  for (const entry of pending().values()) if (entry.timer) clearTimeout(entry.timer)
  pending().clear()
  const client = await perProcessNotifier.current?.catch(() => null)
  perProcessNotifier.current = null
  await client?.end()
}
