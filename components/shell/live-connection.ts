import type { LiveState } from './live-banner'

/** Hidden this long, a tab gives its connection back: browsers allow six to a server, over all tabs. */
export const HIDDEN_MS = 30_000
/** A break shorter than this is not worth a banner. */
const QUIET_MS = 1_500
/** Down this long, the banner offers to refresh by hand; trying goes on. */
const STOPPED_MS = 30_000
/** The server says something every 15 s. Twice missed, the connection is dead although nobody said so: after a sleep, say. */
const SILENT_MS = 35_000
const LISTEN_EVERY_MS = 1_000
const RETRY_MIN_MS = 1_000
const RETRY_MAX_MS = 20_000

export interface LiveHandlers {
  onTopics: (topics: string[]) => void
  /** Something may have been missed: everything on screen has to be fetched again. */
  onGap: () => void
  onSignedOut: () => void
  onState: (state: LiveState) => void
}

/** One event stream that reconnects by itself. `wake` = connect anew now, after a sleep or when the network is back. */
export function openLive(handlers: LiveHandlers, connect = () => new EventSource('/api/live')) {
  let source: EventSource | undefined
  let failures = 0
  let timers: ReturnType<typeof setTimeout>[] = []
  let silence: ReturnType<typeof watchSilence> | undefined

  const after = (ms: number, run: () => void) => timers.push(setTimeout(run, ms))
  const quiet = () => {
    for (const timer of timers) clearTimeout(timer)
    timers = []
  }

  const onSound = () => silence?.heard()
  const onHealthy = () => {
    onSound()
    quiet()
    failures = 0
    handlers.onState('live')
  }
  /** Not following any more: the stream broke, or the server behind it lost its own source. */
  const onBroken = () => {
    failures += 1
    if (failures > 1) return
    after(QUIET_MS, () => handlers.onState('reconnecting'))
    after(STOPPED_MS, () => handlers.onState('stopped'))
  }
  const onError = () => {
    onBroken()
    if (source?.readyState !== EVENT_SOURCE_CLOSED) return // the browser tries again by itself
    after(retryMs(failures), start)
    // An answer that is not a stream is final for the browser. It may be a 401, which only a request can tell.
    handlers.onGap()
  }
  const onSilent = () => {
    onBroken()
    start()
    handlers.onGap()
  }
  function start() {
    source?.close()
    silence?.stop()
    silence = watchSilence(onSilent)
    source = connect()
    source.addEventListener('error', onError)
    source.addEventListener('ping', onSound)
    source.addEventListener('stale', onBroken)
    // The first message says whether anything was missed since the last one this browser saw.
    source.addEventListener('ready', onHealthy)
    source.addEventListener('resync', () => {
      onHealthy()
      handlers.onGap()
    })
    source.addEventListener('change', (event) => {
      onHealthy()
      handlers.onTopics(topicsOf(event.data))
    })
    source.addEventListener('signed-out', () => {
      close()
      handlers.onSignedOut()
    })
  }
  function close() {
    quiet()
    silence?.stop()
    source?.close()
    source = undefined
  }
  start()
  return {
    close,
    wake: () => {
      quiet()
      failures = 0
      start()
    },
  }
}

/** Calls `onSilent` when nothing was heard for too long; by the clock, for a sleeping machine runs no timers. */
function watchSilence(onSilent: () => void) {
  let heardAt = Date.now()
  const timer = setInterval(() => Date.now() - heardAt >= SILENT_MS && onSilent(), LISTEN_EVERY_MS)
  return {
    heard: () => {
      heardAt = Date.now()
    },
    stop: () => clearInterval(timer),
  }
}

const EVENT_SOURCE_CLOSED = 2

/** Doubles, with jitter: after a deployment a thousand browsers must not come back in the same second. */
const retryMs = (failures: number) =>
  Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)

/** A message we cannot read still says that something changed. */
function topicsOf(data: string): string[] {
  try {
    return (JSON.parse(data) as { topics: string[] }).topics
  } catch {
    return ['review-items', 'conversations', 'deliveries']
  }
}
