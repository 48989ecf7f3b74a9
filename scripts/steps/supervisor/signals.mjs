/** Ctrl-C arrives twice under npm: from the terminal, and once more forwarded by npm. */
const SAME_PRESS_MS = 700
const PARENT_CHECK_MS = 1_000

/**
 * Calls `onStop` at the first request to stop, `onForce` at a second one.
 * Also stops when the npm that started us is killed: whoever looks for "npm start" takes the product for stopped.
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
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && first === 0) request()
  }, PARENT_CHECK_MS).unref()
}
