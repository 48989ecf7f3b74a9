import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundleOf } from '../bundle.mjs'
import { end, isAlive } from '../processes.mjs'
import { say } from '../progress.mjs'
import { root } from '../root.mjs'
import { closeLog, openLog } from './logs.mjs'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
/** Having run this long, a process counts as healthy again: its next death is a first one. */
const HEALTHY_AFTER_MS = 60_000
const DRAIN_MS = 10_000

/** One of our processes: started, started again with growing pauses when it dies, stopped on request. */
export class ManagedProcess {
  #child
  #startedAt = 0
  #pause = FIRST_PAUSE_MS
  #wanted = false
  #restarting = false

  /** @param {{ name: string, env: object, log?: string, onChange: () => void, onEarlyEnd: (name: string) => void }} options */
  constructor(options) {
    this.options = options
    /** Until the first readiness a process that gives up has a reason that a restart does not cure. */
    this.settled = false
    this.ready = new Promise((resolve) => {
      this.tellReady = resolve
    })
  }

  get pid() {
    return this.#child?.pid
  }

  start() {
    this.#wanted = true
    const { name, env, log, onChange } = this.options
    const output = openLog(log)
    this.#startedAt = Date.now()
    this.#child = spawn(process.execPath, ['--enable-source-maps', bundleOf(name)], {
      cwd: root,
      env: { ...env, PROCESS_NAME: name, SUPERVISED: '1' },
      // A file or our own output, no pipe through us: when we are killed, it can still write why it stops.
      // The IPC channel carries "ready", and its end tells the process that we are gone.
      stdio: ['ignore', output, output, 'ipc'],
      // Ctrl-C in the terminal reaches us alone; we stop all in order.
      detached: true,
      windowsHide: true,
    })
    closeLog(output)
    this.#child.on('error', () => {})
    this.#child.on('message', (message) => message?.type === 'ready' && this.tellReady())
    const child = this.#child
    child.once('exit', (code, signal) => this.#onExit(child, code, signal))
    onChange()
  }

  /** Ends it on purpose and starts it anew (a developer changed its code). */
  async restart() {
    this.#restarting = true
    await this.#end()
    this.#restarting = false
    if (this.#wanted) this.start()
  }

  /** Asks it to drain, ends it when it has not done so in time. */
  async stop() {
    this.#wanted = false
    await this.#end()
  }

  kill() {
    this.#wanted = false
    this.#child?.kill('SIGKILL')
  }

  async #end() {
    const child = this.#child
    if (!child?.pid || !isAlive(child.pid)) return
    // Windows has no SIGTERM; the end of the channel asks for the same.
    if (process.platform === 'win32') child.disconnect()
    await end(child.pid, { timeoutMs: DRAIN_MS, polite: process.platform === 'win32' ? 0 : 'SIGTERM' })
  }

  async #onExit(child, code, signal) {
    if (child !== this.#child || !this.#wanted || this.#restarting) return
    const { name, onEarlyEnd } = this.options
    if (!this.settled && signal === null) return onEarlyEnd(name)
    if (Date.now() - this.#startedAt > HEALTHY_AFTER_MS) this.#pause = FIRST_PAUSE_MS
    const how = signal ? `was ended by ${signal}` : `ended with ${code}`
    say(`  ! ${name} ${how}; starting it again${this.#pause >= 1000 ? ` in ${this.#pause / 1000} s` : ''}`)
    const pause = this.#pause
    this.#pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    await sleep(pause)
    if (this.#wanted && !this.#restarting) this.start()
  }
}
