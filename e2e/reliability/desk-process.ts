import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { buildPages, buildProcesses } from '@/scripts/steps/build.mjs'

export type Settings = Record<string, string | undefined>

/** A process of the product as production runs it, with nobody who would start it again. */
export interface DeskProcess {
  pid: number
  child: ChildProcess
  /** Resolves when it has ended, whatever the reason. */
  gone: Promise<void>
  isRunning: () => boolean
  /** Asks it to drain and waits. */
  stop: () => Promise<void>
  /** As the kernel does when memory is short. */
  kill: () => Promise<void>
}

/** Starts web or worker. It ends by itself when the calling test does. What it logs as error shows with DESK_LOG=1. */
export async function startDeskProcess(name: 'web' | 'worker', settings: Settings): Promise<DeskProcess> {
  await buildProcesses()
  if (name === 'web') await buildPages()
  const output = process.env.DESK_LOG ? 'inherit' : 'ignore'
  const child = spawn(process.execPath, ['--enable-source-maps', `.build/${name}.js`], {
    env: { ...process.env, HOST: '127.0.0.1', NODE_ENV: 'production', SUPERVISED: '1', ...settings },
    stdio: ['ignore', output, 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const end = (signal: NodeJS.Signals) => () => {
    child.kill(signal)
    return gone
  }
  return { pid: child.pid ?? 0, child, gone, isRunning, stop: end('SIGTERM'), kill: end('SIGKILL') }
}

/** What the process holds of the machine's memory. Linux only; elsewhere undefined, and nothing can be said. */
export function residentBytes({ pid }: Pick<DeskProcess, 'pid'>): number | undefined {
  if (process.platform !== 'linux') return undefined
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kibibytes) * 1024
}
