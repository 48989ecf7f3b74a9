import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isOurs } from '../processes.mjs'

/** PostgreSQL creates its lock file empty and fills it a moment later. */
const FILLING_MS = 1_000

const fileOf = (cluster) => path.join(cluster, 'postmaster.pid')

/**
 * The server that runs on this data directory, whoever started it; undefined when none does.
 * @returns {{ pid: number, port: number } | undefined}
 */
export function runningServer(cluster) {
  const [pid, , , port] = lines(cluster).map((line) => Number.parseInt(line, 10))
  return isOurs(pid, 'postgres', cluster) ? { pid, port } : undefined
}

/** True when the server with this process id says that it takes connections. Another server may answer on its port. */
export function saysReady(cluster, pid) {
  const all = lines(cluster)
  return Number.parseInt(all[0], 10) === pid && all[7]?.trim() === 'ready'
}

/**
 * Makes a lock file that a killed server left acceptable to the next one, without deleting it: its other lines lead
 * PostgreSQL to the old shared memory, and it refuses to start while any old backend still uses that. Only its first line
 * is replaced, by our process id: PostgreSQL takes a lock of its own parent for stale, but would respect the old number
 * when another process has it by now, or when it is a zombie.
 */
export async function neutraliseStaleLock({ cluster, account }) {
  const file = fileOf(cluster)
  if (!fs.existsSync(file)) return
  if (lines(cluster).length < 2) await sleep(FILLING_MS)
  const [, ...rest] = lines(cluster)
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, [process.pid, ...rest].join('\n') || '\n', { mode: 0o600 })
  if (account) fs.chownSync(draft, account.uid, account.gid)
  fs.renameSync(draft, file)
}

function lines(cluster) {
  try {
    return fs.readFileSync(fileOf(cluster), 'utf8').split('\n')
  } catch {
    return []
  }
}
