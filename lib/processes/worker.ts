import { closeDb } from '@/lib/platform/db'
import { EnvError, env } from '@/lib/platform/env'
import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
import { closePublisher } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { runLoop } from '@/lib/worker/loop'
import { WakeUp } from '@/lib/worker/wake-up'

function databaseUrl(): string {
  try {
    return env().DATABASE_URL
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    log().fatal(error.message)
    process.exit(1)
  }
}

exitWithParent()
const wakeUp = new WakeUp(databaseUrl())
const stop = new AbortController()
const running = runLoop(wakeUp, stop.signal)
stopOnSignal(async () => {
  stop.abort()
  await running
  await Promise.all([wakeUp.close(), closePublisher()])
  await closeDb()
})
await wakeUp.listen()
tellReady()
log().info('worker is applying events')
