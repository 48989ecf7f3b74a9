import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Expected } from './kill-story'

/** Resolves when no event waits any more; to how long that took, counted from `since`, or to null when it took too long. */
export async function untilBacklogEmpty(databaseUrl: string, since: number, timeoutMs: number): Promise<number | null> {
  while (Date.now() - since < timeoutMs) {
    const [left] = await read<{ pending: number }>(databaseUrl, PENDING).catch(() => [undefined])
    if (left?.pending === 0) return Date.now() - since
    await wait(100)
  }
  return null
}

const PENDING = `SELECT count(*)::int AS pending FROM event_work WHERE state = 'pending'`

/** What the database says after the kills, held against what was acknowledged and what was told. Each list must be empty. */
export async function findLosses(
  databaseUrl: string,
  run: string,
  acknowledged: ReadonlySet<string>,
  expected: Expected,
): Promise<Record<string, string[]>> {
  const pattern = `conv_kill_${run}_%`
  const events = await read<EventRow>(databaseUrl, EVENTS, pattern)
  const conversations = await read<ConversationRow>(databaseUrl, CONVERSATIONS, pattern)
  const rows = new Map(conversations.map((row) => [row.recordId, row]))
  const stored = new Set(events.map(({ id }) => id))
  const storedOf = new Map<string, number>()
  for (const { recordKey } of events) storedOf.set(recordKey, (storedOf.get(recordKey) ?? 0) + 1)
  const wrong = (isWrong: (row: ConversationRow | undefined, told: { events: number; flags: number }) => unknown) =>
    [...expected].filter(([recordId, told]) => isWrong(rows.get(recordId), told)).map(([id]) => id)
  return {
    'acknowledged, but lost': [...acknowledged].filter((eventId) => !stored.has(eventId)),
    'stored, but not applied': events.filter(({ state }) => state !== 'applied').map(({ id }) => id),
    'stored twice': [...expected].filter(([id, told]) => (storedOf.get(id) ?? 0) > told.events).map(([id]) => id),
    'told, but not in its conversation': wrong((row, told) => (row?.events ?? 0) < told.events),
    'counted twice in its conversation': wrong((row, told) => row && row.events > told.events),
    'flag missing': wrong((row, told) => (row?.flags ?? 0) < told.flags),
    'flag applied twice': wrong((row, told) => row && (row.flags > told.flags || row.flags !== row.flagCount)),
    'more than one review item or opening': wrong((row) => row && (row.items > 1 || row.openings > 1)),
  }
}

interface EventRow {
  id: string
  recordKey: string
  state: string
}

const EVENTS = `
  SELECT e.id, e.record_key AS "recordKey", w.state::text AS state
  FROM events e LEFT JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id
  WHERE e.record_key LIKE $1`

interface ConversationRow {
  recordId: string
  events: number
  flagCount: number
  items: number
  flags: number
  openings: number
}

const CONVERSATIONS = `
  SELECT c.record_id AS "recordId", c.event_count AS events, coalesce(max(i.flag_count), 0) AS "flagCount",
    count(DISTINCT i.id)::int AS items, count(DISTINCT f.id)::int AS flags,
    (SELECT count(*)::int FROM audit_entries a WHERE a.organization_id = c.organization_id AND a.action = 'item-opened'
      AND a.subject_id = max(i.id::text)) AS openings
  FROM conversations c
  LEFT JOIN review_items i ON i.organization_id = c.organization_id AND i.record_key = c.record_key
  LEFT JOIN flags f ON f.organization_id = i.organization_id AND f.review_item_id = i.id
  WHERE c.record_key LIKE $1 GROUP BY c.organization_id, c.record_key, c.record_id, c.event_count`

async function read<Row>(connectionString: string, sql: string, ...values: string[]): Promise<Row[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end()
  }
}
