import { setMaxListeners } from 'node:events'

/**
 * A signal that aborts after `ms`, or when `outer` does; `lift` when it is no longer needed. Not `AbortSignal.any`: of
 * Node 20 it may lose a time-out to the garbage collector before it fires.
 */
export function timeLimit(ms: number, outer?: AbortSignal): { signal: AbortSignal; lift: () => void } {
  const end = new AbortController()
  // Each request under way listens.
  setMaxListeners(0, end.signal)
  const abort = () => end.abort()
  const timer = setTimeout(abort, ms)
  if (outer?.aborted) abort()
  else outer?.addEventListener('abort', abort)
  const lift = () => {
    clearTimeout(timer)
    outer?.removeEventListener('abort', abort)
  }
  return { signal: end.signal, lift }
}
