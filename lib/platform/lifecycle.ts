/** A process that has not drained by then ends anyway: its supervisor is gone and nobody else would end it. */
const LAST_RESORT_MS = 15_000

/**
 * Ends this process when the supervisor that started it is gone, even by `kill -9`, so that nothing is left which holds
 * the port of the next start. The kernel closes the IPC pipe of a dead parent; that becomes an ordinary SIGTERM here, so
 * there is one way to stop. Does nothing for a process started by hand.
 */
export function exitWithParent(): void {
  if (process.env.SUPERVISED !== '1') return
  process.once('disconnect', endSelf)
  process.channel?.unref()
  // Already gone while this process was loading: the event has passed.
  if (!process.connected) endSelf()
}

/** Tells the supervisor that this process does its work now. */
export function tellReady(): void {
  process.send?.({ type: 'ready' })
}

/** Runs `stop` once on the first SIGTERM or SIGINT, then exits: 0 when it went well, 1 when not. */
export function stopOnSignal(stop: () => Promise<unknown>): void {
  let stopping = false
  const begin = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', begin)
  process.on('SIGINT', begin)
}

function endSelf(): void {
  setTimeout(() => process.exit(1), LAST_RESORT_MS).unref()
  process.kill(process.pid, 'SIGTERM')
}
