/** Left alone after a frame's own work: to draw it takes the other threads a moment too. */
const REST_MS = 16
/** No frame comes in a hidden tab. */
const NO_FRAME_MS = 500
/** Nor while the browser is busy elsewhere: what is drawn waits no longer than this. */
const LATE_FRAME_MS = 50

/**
 * Runs what no eye waits for once the next frame is on screen: a key's visible change goes before all else. What is called
 * in a row runs in that order. @returns a way to call it off
 */
export const afterPaint = (run: () => void): (() => void) => afterFrame(run, REST_MS)

/** Resolves when this thread has handed on the frame that shows a change; at once where nobody looks. */
export async function shown(): Promise<void> {
  if (!isLookedAt()) return
  const over = new AbortController()
  await new Promise<void>((resolve) => {
    afterFrame(resolve, 0)
    // A page that is left is frozen, and its frames and timers with it.
    document.addEventListener('visibilitychange', () => resolve(), { signal: over.signal })
  })
  // One listener for each command of a day would stay.
  over.abort()
}

/** Runs what changes the screen in the frame that shows it, at its beginning; soon where no frame comes. */
export function inFrame(run: () => void): void {
  const runOnce = once(run)
  if (isLookedAt()) requestAnimationFrame(runOnce)
  setTimeout(runOnce, isLookedAt() ? LATE_FRAME_MS : 0)
}

function afterFrame(run: () => void, restMs: number): () => void {
  let isOff = false
  const finish = once(() => isOff || run())
  requestAnimationFrame(() => setTimeout(finish, restMs))
  setTimeout(finish, NO_FRAME_MS)
  return () => {
    isOff = true
  }
}

function once(run: () => void) {
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    run()
  }
}

const isLookedAt = () => typeof document !== 'undefined' && !document.hidden
