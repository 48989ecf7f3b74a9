import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { runDemo } from '@/lib/popp/simulator/demo'
import { dataDirectory } from '@/lib/popp/simulator/demo-files'

// The simulated Popp of the demo: a process of its own that knows the product only by the URL it posts to.
const stop = new AbortController()
const done = runDemo({
  directory: dataDirectory(),
  signal: stop.signal,
  onReady: tellReady,
  onNote: (note, message) => log().info(note, message),
})
stopOnSignal(() => {
  stop.abort()
  return done
})
exitWithParent()
await done
