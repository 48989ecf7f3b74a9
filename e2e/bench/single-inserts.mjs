// What PostgreSQL takes when every event is a transaction of its own: prepared statement, one row of the same size per
// commit, into the same table. What `pgbench -M prepared` measures, without needing pgbench on the machine.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { deliveryBody, serveJobs } from './load.mjs'

const INSERT = {
  name: 'single',
  text: `INSERT INTO events (organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, secret_id, body)
    VALUES ($1, $2, $3, now(), $4, $5, 'CONVERSATION_COMPLETED', NULL, $6)`,
}

async function prepare({ databaseUrl, connections, count, endpoint }) {
  const body = deliveryBody(endpoint.poppOrganizationId)
  const { organizationId, endpointId } = endpoint
  const rows = Array.from({ length: count }, () => {
    return [organizationId, randomUUID(), endpointId, `id:${randomUUID()}`, `conv_${randomUUID()}`, body]
  })
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: databaseUrl }))
  await Promise.all(clients.map((client) => client.connect()))
  return { rows, clients }
}

async function insert({ rows, clients }) {
  const count = rows.length
  const startedAt = performance.now()
  const use = async (client) => {
    for (let values = rows.pop(); values; values = rows.pop()) await client.query({ ...INSERT, values })
  }
  await Promise.all(clients.map(use))
  const perSecond = count / ((performance.now() - startedAt) / 1000)
  await Promise.all(clients.map((client) => client.end()))
  return { perSecond }
}

serveJobs(prepare, insert)
