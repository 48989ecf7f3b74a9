import { commandLine, isAlive, parentOf } from '../processes.mjs'

/** Ctrl-C arrives twice under npm: from the terminal, and once more forwarded by npm. */
const SAME_PRESS_MS = 700
const PARENT_CHECK_MS = 1_000

/**
 * Calls `onStop` at the first request to stop, `onForce` at a second one. The end of the npm that started us is such a
 * request too: npm hands a SIGTERM only to its shell, and a killed npm hands on nothing.
 */
export function onStopRequests(onStop, onForce) {
  let first = 0
  const request = () => {
    if (first === 0) {
      first = Date.now()
      onStop()
    } else if (Date.now() - first > SAME_PRESS_MS) onForce()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, request)
  // A terminal or pipe that is gone must not end us in the middle of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const npm = npmThatStartedUs()
  if (!npm) return
  setInterval(() => {
    if (first === 0 && !isAlive(npm)) request()
  }, PARENT_CHECK_MS).unref()
}

/** Our parent, or where npm's shell stays in between, the parent of that. */
function npmThatStartedUs() {
  if (!process.env.npm_lifecycle_event) return undefined
  return [process.ppid, parentOf(process.ppid)].find((pid) => pid > 1 && commandLine(pid).includes('npm'))
}
