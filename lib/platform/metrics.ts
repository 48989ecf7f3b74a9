import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { perProcess } from './singleton'

/**
 * What this process measures, in Prometheus' words. Labels have few values each: no organization, endpoint, record or
 * member ever is one. `role` tells web and worker apart in one scrape (docs/decisions/0015-metrics-of-several-processes.md).
 */
export const metrics = () => perProcess('metrics', createMetrics)

function createMetrics() {
  const registry = new Registry()
  registry.setDefaultLabels({ role: processRole() })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    ...ingestMetrics(registers),
    ...applyMetrics(registers),
    ...outsideMetrics(registers),
    ...stateGauges(registers),
  }
}

/** 'web', 'worker'; 'app' where neither was started by our supervisor. */
export const processRole = () => process.env.PROCESS_NAME ?? 'app'

type Registers = { registers: Registry[] }['registers']

const ingestMetrics = (registers: Registers) => ({
  deliveries: new Counter({
    name: 'review_desk_deliveries_total',
    help: 'Requests to endpoints, by answer (stored, duplicate, refused) and the cause of a refusal.',
    labelNames: ['answer', 'cause'],
    registers,
  }),
  acknowledgement: new Histogram({
    name: 'review_desk_acknowledgement_seconds',
    help: 'From the arrival of a delivery to its answer.',
    labelNames: ['answer'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 15],
    registers,
  }),
  ingestBatch: new Histogram({
    name: 'review_desk_ingest_batch_events',
    help: 'Events stored by one statement.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  }),
})

const applyMetrics = (registers: Registers) => ({
  applyLatency: new Histogram({
    name: 'review_desk_apply_latency_seconds',
    help: 'From the arrival of an event to the commit of its effects.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600],
    registers,
  }),
  applyBatch: new Histogram({
    name: 'review_desk_apply_batch_events',
    help: 'Events leased at once by the worker, without the empty looks.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers,
  }),
  failures: new Counter({
    name: 'review_desk_apply_failures_total',
    help: 'Failed attempts to apply an event; outcome: it is tried again, or has become a dead letter.',
    labelNames: ['outcome'],
    registers,
  }),
})

const outsideMetrics = (registers: Registers) => ({
  outwardCalls: new Counter({
    name: 'review_desk_outward_calls_total',
    help: 'Attempts of outward calls, by kind and what they came to.',
    labelNames: ['kind', 'outcome'],
    registers,
  }),
  poppAnswers: new Counter({
    name: 'review_desk_popp_api_answers_total',
    help: "Answers of Popp's API, by call and class of status.",
    labelNames: ['call', 'status'],
    registers,
  }),
  requests: new Histogram({
    name: 'review_desk_http_request_seconds',
    help: 'Requests of the browser API, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  }),
})

/** Set when they are asked for. What concerns the database is the same whichever web process says it. */
const stateGauges = (registers: Registers) => {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) => {
    const made = new Gauge<Label>({ name: `review_desk_${name}`, help, labelNames, registers })
    // It would begin at 0, which a worker, who never sets it, would report as the truth.
    if (labelNames.length === 0) made.remove()
    return made
  }
  return {
    databaseUp: gauge('database_up', 'Whether the database answered this scrape.'),
    queueEvents: gauge('queue_events', 'Events that wait to be applied.'),
    queueAge: gauge('queue_oldest_seconds', 'Age of the oldest event that waits to be applied; 0 when none does.'),
    troubledEvents: gauge('troubled_events', 'Events that were given up or quarantined.', ['state']),
    openCalls: gauge('outward_calls', 'Outward calls that are not done, by kind and state.', ['kind', 'state']),
    streamClients: gauge('stream_clients', 'Browsers that listen for changes.'),
    pool: gauge('database_pool_connections', 'Connections of a pool, and queries that wait for one.', [
      'pool',
      'state',
    ]),
    databaseBytes: gauge('database_size_bytes', 'Size of the database on disk.'),
  }
}
