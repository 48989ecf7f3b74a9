// What the database says after the kill test, held against what was acknowledged and what was told.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const APPLY_TIMEOUT_MS = 120_000

/** @param {{ databaseUrl: string, run: string, acknowledged: Map<string, string>, conversations: Map<string, { events: number, flags: number }> }} facts */
export async function check({ databaseUrl, run, acknowledged, conversations }) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const pattern = `conv_kill_${run}_%`
    await untilApplied(client, pattern)
    const events = await read(client, EVENTS, pattern)
    const rows = new Map((await read(client, CONVERSATIONS, pattern)).map((row) => [row.recordId, row]))
    const stored = new Set(events.map(({ id }) => id))
    const wrong = (isWrong) =>
      [...conversations].filter(([recordId, expected]) => isWrong(rows.get(recordId), expected)).map(([id]) => id)
    return {
      'acknowledged, but lost': [...acknowledged.keys()].filter((eventId) => !stored.has(eventId)),
      'stored, but not applied': events.filter(({ state }) => state !== 'applied').map(({ id }) => id),
      'stored twice': [...conversations].filter(([id, { events: n }]) => count(events, id) > n).map(([id]) => id),
      'told, but not in its conversation': wrong((row, expected) => (row?.events ?? 0) < expected.events),
      'counted twice in its conversation': wrong((row, expected) => row?.events > expected.events),
      'flag missing': wrong((row, expected) => (row?.flags ?? 0) < expected.flags),
      'flag applied twice': wrong(
        (row, expected) => row && (row.flags > expected.flags || row.flags !== row.flagCount),
      ),
      'more than one review item or opening': wrong((row) => row && (row.items > 1 || row.openings > 1)),
    }
  } finally {
    await client.end()
  }
}

const count = (events, recordId) => events.filter((event) => event.recordKey === recordId).length

const EVENTS = `
  SELECT e.id, e.record_key AS "recordKey", w.state::text AS state
  FROM events e LEFT JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id
  WHERE e.record_key LIKE $1`

const CONVERSATIONS = `
  SELECT c.record_id AS "recordId", c.event_count AS events, coalesce(max(i.flag_count), 0) AS "flagCount",
    count(DISTINCT i.id)::int AS items, count(DISTINCT f.id)::int AS flags,
    (SELECT count(*)::int FROM audit_entries a WHERE a.organization_id = c.organization_id AND a.action = 'item-opened'
      AND a.subject_id = max(i.id::text)) AS openings
  FROM conversations c
  LEFT JOIN review_items i ON i.organization_id = c.organization_id AND i.record_key = c.record_key
  LEFT JOIN flags f ON f.organization_id = i.organization_id AND f.review_item_id = i.id
  WHERE c.record_key LIKE $1 GROUP BY c.organization_id, c.record_key, c.record_id, c.event_count`

const read = async (client, sql, pattern) => (await client.query(sql, [pattern])).rows

async function untilApplied(client, pattern) {
  const deadline = Date.now() + APPLY_TIMEOUT_MS
  const pending = async () => (await read(client, EVENTS, pattern)).some(({ state }) => state === 'pending')
  while (Date.now() < deadline && (await pending())) await sleep(250)
}
