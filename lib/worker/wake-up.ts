import { Client } from 'pg'
import { log } from '@/lib/platform/log'
import { WORK_CHANNEL, WORKER_APPLICATION_NAME } from '@/lib/platform/worker-signals'

const RECONNECT_MS = 1_000
/** A database that takes a connection and then says nothing must not keep the worker from starting. */
const ANSWER_TIMEOUT_MS = 3_000
/** A connection that died without a word is found by asking it. */
const CHECK_EVERY_MS = 2_000

/** A doorbell: rung by a notification, heard by whoever waits, and remembered when nobody does. */
export class WakeUp {
  private rung = false
  private listener: (() => void) | null = null
  private client: Client | null = null
  private closed = false
  private retry: NodeJS.Timeout | null = null

  constructor(private readonly databaseUrl: string) {}

  ring(): void {
    this.rung = true
    this.listener?.()
  }

  /** Returns after a ring, `timeoutMs` or the abort, whichever comes first. */
  async next(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs)
        this.listener = () => {
          clearTimeout(timer)
          resolve()
        }
        signal.addEventListener('abort', this.listener, { once: true })
      })
      if (this.listener) signal.removeEventListener('abort', this.listener)
      this.listener = null
    }
    this.rung = false
  }

  /** Listens, and goes on trying when the connection is lost; meanwhile the loop polls. */
  async listen(): Promise<void> {
    if (this.closed) return
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: WORKER_APPLICATION_NAME,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    })
    let isLost = false
    const lost = () => {
      if (isLost) return
      isLost = true
      this.client = null
      clearInterval(check)
      void client.end().catch(() => {})
      if (!this.closed) this.retry = setTimeout(() => void this.listen(), RECONNECT_MS)
    }
    const check = setInterval(() => this.client === client && client.query('SELECT 1').catch(lost), CHECK_EVERY_MS)
    check.unref()
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', () => this.ring())
    try {
      await client.connect()
      await client.query(`LISTEN ${WORK_CHANNEL}`)
      this.client = client
      this.ring()
    } catch {
      log().warn('the worker cannot listen, it polls')
      lost()
    }
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.retry) clearTimeout(this.retry)
    await this.client?.end().catch(() => {})
  }
}
