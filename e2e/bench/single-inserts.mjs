// What one PostgreSQL takes when every row is a transaction of its own: `connections` clients, a prepared statement, one
// row of the same size per commit. The measure that pgbench would give, without needing pgbench.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { deliveryBody } from './load.mjs'

const INSERT = {
  name: 'single',
  text: `INSERT INTO events (organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, secret_id, body)
    VALUES ($1, $2, $3, now(), $4, $5, 'CONVERSATION_COMPLETED', NULL, $6)`,
}

export async function singleInserts(
  databaseUrl,
  { connections, count, organizationId, endpointId, poppOrganizationId },
) {
  const body = deliveryBody({ poppOrganizationId })
  const rows = Array.from({ length: count }, () => [
    organizationId,
    randomUUID(),
    endpointId,
    `id:${randomUUID()}`,
    `conv_${randomUUID()}`,
    body,
  ])
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let values = rows[next++]; values; values = rows[next++]) await client.query({ ...INSERT, values })
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await Promise.all(clients.map((client) => client.end()))
  return { count, seconds, perSecond: count / seconds }
}
