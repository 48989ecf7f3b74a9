/** Left alone after a frame's own work: to draw it takes the other threads a moment too. */
const FRAME_MS = 16
/** No frame comes in a hidden tab. */
const FRAME_MAX_MS = 500

/**
 * Runs what no eye waits for once the next frame is on screen: a key's visible change goes before all else. What is called
 * in a row runs in that order. @returns a way to call it off
 */
export function afterPaint(run: () => void): () => void {
  let isOver = false
  const finish = () => {
    if (isOver) return
    isOver = true
    run()
  }
  requestAnimationFrame(() => setTimeout(finish, FRAME_MS))
  setTimeout(finish, FRAME_MAX_MS)
  return () => {
    isOver = true
  }
}
