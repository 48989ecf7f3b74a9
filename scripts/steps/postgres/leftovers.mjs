import fs from 'node:fs'
import { signal } from '../processes.mjs'

/**
 * Asks the backends that a killed server left behind to end at once. They notice its death by themselves, but not in the
 * middle of a long computation, and while one lives no new server starts. Nothing is lost: recovery replays what was
 * committed. Linux only, where a backend is known by its working directory.
 */
export function endLeftoverBackends(cluster) {
  if (process.platform !== 'linux') return
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (fs.readlinkSync(`/proc/${name}/cwd`) !== cluster) continue
      if (fs.readFileSync(`/proc/${name}/comm`, 'utf8').trim() === 'postgres') signal(Number(name), 'SIGQUIT')
    } catch {
      // Gone, or not ours to look at.
    }
  }
}
