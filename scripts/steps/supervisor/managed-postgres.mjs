import { setTimeout as sleep } from 'node:timers/promises'
import { explain } from '../failure.mjs'
import { startPostgres } from '../postgres.mjs'
import { signal } from '../processes.mjs'
import { say } from '../progress.mjs'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000

/** The embedded PostgreSQL, started again on the same port whenever it ends: the processes reconnect by themselves. */
export class ManagedPostgres {
  #server
  #starting
  #wanted = false

  constructor({ dataDir, onChange }) {
    this.dataDir = dataDir
    this.onChange = onChange
  }

  get pid() {
    return this.#server?.pid
  }

  /** @returns {Promise<string>} its URL, which stays the same */
  async start() {
    this.#wanted = true
    this.#starting = startPostgres(this.dataDir)
    this.#watch(await this.#starting)
    return this.#server.url
  }

  /** Also one that is just starting: it is waited for, so that none is left behind. */
  async stop() {
    this.#wanted = false
    await this.#starting?.catch(() => {})
    await this.#server?.stop()
  }

  /** Tells it to stop and does not wait. */
  abandon() {
    this.#wanted = false
    if (this.pid) signal(this.pid, 'SIGINT')
  }

  #watch(server) {
    this.#server = server
    server.exited.then(() => this.#revive())
    this.onChange()
  }

  async #revive() {
    for (let pause = FIRST_PAUSE_MS; this.#wanted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      say('  ! PostgreSQL ended; starting it again')
      try {
        const server = await startPostgres(this.dataDir, { keepPort: true })
        if (!this.#wanted) return await server.stop()
        return this.#watch(server)
      } catch (error) {
        explain(error)
      }
      await sleep(pause)
    }
  }
}
