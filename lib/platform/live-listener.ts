import { Client } from 'pg'
import { z } from 'zod'
import { LIVE_CHANNEL, type Topic } from './live'
import { log } from './log'
import type { OrganizationId } from './tenant'

const CONNECT_TIMEOUT_MS = 3_000
/** A connection that died without a word (the database's machine is gone) is found by asking it. */
const CHECK_EVERY_MS = 2_000
const CHECK_TIMEOUT_MS = 2_000
const BACKOFF_MS = [100, 250, 500, 1_000, 2_000, 5_000]

export interface LiveMessage {
  organizationId: OrganizationId
  topics: Topic[]
}

interface Heard {
  message: (message: LiveMessage) => void
  /** The connection stands (again): whatever was said before was not heard. */
  up: () => void
  down: () => void
}

/**
 * Hears what every process publishes (`publish` in `live.ts`), over one connection of its own, which comes back by itself.
 * PostgreSQL keeps nothing for a listener that is away: after each `up` everybody must look again.
 */
export function listen(databaseUrl: string, heard: Heard): { stop: () => Promise<void> } {
  let stopped = false
  let current: Client | null = null
  let failures = 0
  let timer: NodeJS.Timeout | undefined

  async function connect() {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'review-desk-live',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CHECK_TIMEOUT_MS,
    })
    client.on('error', (error) => lost(client, error))
    client.on('end', () => lost(client))
    client.on('notification', ({ payload }) => {
      const message = parse(payload)
      if (message) heard.message(message)
    })
    current = client
    try {
      await client.connect()
      await client.query(`LISTEN ${LIVE_CHANNEL}`)
    } catch (error) {
      return lost(client, error)
    }
    if (stopped || current !== client) return
    failures = 0
    heard.up()
    check(client)
  }

  function check(client: Client) {
    timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => current === client && !stopped && check(client),
        (error) => lost(client, error),
      )
    }, CHECK_EVERY_MS)
    timer.unref()
  }

  /** Once per connection, whichever of its ways to say so comes first. */
  function lost(client: Client, error?: unknown) {
    if (stopped || current !== client) return
    current = null
    clearTimeout(timer)
    client.end().catch(() => {})
    if (failures === 0) heard.down()
    const wait = BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)]
    log().warn(
      { code: (error as { code?: string } | undefined)?.code, retryMs: wait },
      'live listener lost its connection',
    )
    timer = setTimeout(connect, wait)
    timer.unref()
  }

  void connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await current?.end().catch(() => {})
    },
  }
}

const shape = z.object({ organizationId: z.string(), topics: z.array(z.string()) })

/** Anyone on this database may write to the channel: what is not ours is not heard. */
function parse(payload: string | undefined): LiveMessage | null {
  try {
    return shape.parse(JSON.parse(payload ?? '')) as LiveMessage
  } catch {
    return null
  }
}
