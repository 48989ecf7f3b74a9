import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from '../failure.mjs'
import { lastLines, rotateLog, writeJson } from '../files.mjs'
import { logFileOf, readableLine } from './logs.mjs'
import { ManagedProcess } from './managed-process.mjs'

const ROTATE_EVERY_MS = 60_000

/** The processes of one start, and runtime.json that tells others where they are. */
export class ManagedGroup {
  #processes = {}

  /** @param {import('../configuration.mjs').Configuration} configuration @param {object} env @param {() => number | undefined} postgresPid */
  constructor(configuration, env, postgresPid) {
    this.configuration = configuration
    this.env = env
    this.postgresPid = postgresPid
    this.runtimeFile = path.join(configuration.dataDir, 'runtime.json')
    /** Rejects when a process gives up before the product was ready once. */
    this.earlyEnd = new Promise((_, reject) => {
      this.rejectEarlyEnd = reject
    })
    this.earlyEnd.catch(() => {})
    setInterval(() => this.#rotateLogs(), ROTATE_EVERY_MS).unref()
  }

  startDesk() {
    const { role } = this.configuration
    if (role !== 'web') this.#start('worker')
    if (role !== 'worker') this.#start('web')
  }

  startSimulator() {
    this.#start('simulator').settled = true
  }

  /** Resolves when the process has said that it does its work. */
  ready(name) {
    return this.#processes[name].ready
  }

  /** From now on a process that ends is started again, whatever its reason. */
  settle() {
    for (const process of Object.values(this.#processes)) process.settled = true
  }

  restart(name) {
    return this.#processes[name]?.restart()
  }

  async stop() {
    const { simulator, ...desk } = this.#processes
    await simulator?.stop()
    await Promise.all(Object.values(desk).map((process) => process.stop()))
  }

  kill() {
    for (const process of Object.values(this.#processes)) process.kill()
  }

  /** Writes who runs now. */
  record() {
    const pids = { supervisor: process.pid, postgres: this.postgresPid() }
    for (const [name, managed] of Object.entries(this.#processes)) pids[name] = managed.pid
    writeJson(this.runtimeFile, { url: this.configuration.appUrl, databaseUrl: this.env.DATABASE_URL, pids })
  }

  forget() {
    fs.rmSync(this.runtimeFile, { force: true })
  }

  #start(name) {
    const managed = new ManagedProcess({
      name,
      env: this.env,
      log: logFileOf(this.configuration, name),
      onChange: () => this.record(),
      onEarlyEnd: () => this.rejectEarlyEnd(this.#explainEarlyEnd(name)),
    })
    this.#processes[name] = managed
    managed.start()
    return managed
  }

  #explainEarlyEnd(name) {
    const log = logFileOf(this.configuration, name)
    const tail = log ? lastLines(log, 8).map(readableLine) : []
    return new StepFailure(`${name} ended before it was ready`, {
      tail,
      todo: log ? `Its whole log: ${log}` : 'See its log above.',
    })
  }

  #rotateLogs() {
    for (const name of Object.keys(this.#processes)) {
      const log = logFileOf(this.configuration, name)
      if (log) rotateLog(log)
    }
  }
}
