import { bundleOf } from '../bundle.mjs'
import { readJson } from '../files.mjs'
import { end, isOurs } from '../processes.mjs'

/** A killed supervisor's processes notice and drain by themselves; one that hangs is not waited for longer than this. */
const DRAIN_MS = 5_000

/** Ends what a killed supervisor of this data directory left running, so that it holds no port. */
export async function endLeftovers(runtimeFile) {
  const pids = readJson(runtimeFile)?.pids ?? {}
  const left = ['web', 'worker', 'simulator'].filter((name) => pids[name] && isOurs(pids[name], bundleOf(name)))
  await Promise.all(left.map((name) => end(pids[name], { timeoutMs: DRAIN_MS })))
}
