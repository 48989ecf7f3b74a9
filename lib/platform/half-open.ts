import { Client, type ClientBase } from 'pg'
import { log } from './log'

const LOOK_EVERY_MS = 1_000
/** Slower statements are looked at: does the database work on them? */
const SUSPECT_AFTER_MS = 1_000
const PROBE_TIMEOUT_MS = 2_000

const WHO_WORKS = `
  SELECT pg_backend_pid() AS own,
    ARRAY(SELECT pid FROM pg_stat_activity WHERE pid = ANY($1::int[]) AND state = 'active') AS busy`

/** Since when each waits for an answer. */
type Waiting = Map<ClientBase, number>

/**
 * Ends connections that look alive and are not: a firewall forgot them, the database's machine is gone, a cable is cut.
 * TCP notices after a quarter of an hour at best; until then the statement waits and a member of the pool is lost. A limit
 * on statements would end honest slow ones too. So the database is asked by another connection which of them it works on,
 * and those that it does not know of are closed: their statements fail as with any lost connection, and are tried again.
 */
export function halfOpenWatch(databaseUrl: string): (client: ClientBase) => void {
  const waiting: Waiting = new Map()
  let isLooking = false
  const lookLater = () => {
    if (isLooking || waiting.size === 0) return
    isLooking = true
    setTimeout(async () => {
      await endSilent(databaseUrl, waiting)
      isLooking = false
      lookLater()
    }, LOOK_EVERY_MS).unref()
  }
  return (client) => noteStatements(client, waiting, lookLater)
}

async function endSilent(databaseUrl: string, waiting: Waiting) {
  const suspects = [...waiting].filter(([, since]) => performance.now() - since > SUSPECT_AFTER_MS)
  if (suspects.length === 0) return
  const isAlive = await askWhoWorks(
    databaseUrl,
    suspects.map(([client]) => processIdOf(client)),
  )
  // Another time, or none: it has answered meanwhile.
  for (const [client, since] of suspects)
    if (waiting.get(client) === since && !isAlive(processIdOf(client))) close(client)
}

/** Each client has one statement at a time. */
function noteStatements(client: ClientBase, waiting: Waiting, begun: () => void) {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown
  const done = () => waiting.delete(client)
  client.query = ((...given: unknown[]) => {
    waiting.set(client, performance.now())
    begun()
    const callback = given.at(-1)
    if (typeof callback === 'function') {
      return send(...given.slice(0, -1), (...result: unknown[]) => {
        done()
        callback(...result)
      })
    }
    const answer = send(...given)
    if (answer instanceof Promise) answer.then(done, done)
    else done()
    return answer
  }) as typeof client.query
}

async function askWhoWorks(databaseUrl: string, pids: number[]): Promise<(pid: number) => boolean> {
  const probe = new Client({
    ...{ connectionString: databaseUrl, application_name: 'review-desk-probe' },
    ...{ connectionTimeoutMillis: PROBE_TIMEOUT_MS, query_timeout: PROBE_TIMEOUT_MS },
  })
  probe.on('error', () => {})
  try {
    await probe.connect()
    const { rows } = await probe.query<{ own: number; busy: number[] }>(WHO_WORKS, [pids])
    const [{ own, busy } = { own: 0, busy: [] }] = rows
    // A pooler between us and the database makes up process ids: then nothing is known.
    if (own !== processIdOf(probe)) return () => true
    return (pid) => busy.includes(pid)
  } catch (error) {
    // A database that says why it takes no connection is there, and so are the ones it has.
    const isThere = 'severity' in (error as object)
    return () => isThere
  } finally {
    // Not awaited: what no longer answers does not answer to this either.
    void probe.end().catch(() => {})
  }
}

/** As the database told at the connection's start. */
const processIdOf = (client: ClientBase) => (client as unknown as { processID: number }).processID

function close(client: ClientBase) {
  log().warn('a connection to the database no longer answers, it is replaced')
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  connection.stream.destroy()
}
