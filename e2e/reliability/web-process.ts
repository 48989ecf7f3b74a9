import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type DeskProcess, type Settings, startDeskProcess } from './desk-process'

const START_TIMEOUT_MS = 60_000

export interface WebProcess extends DeskProcess {
  url: string
  port: number
}

/**
 * The real web process, built, against the database of the calling test file unless `settings` name another. `APP_URL`: the
 * address it shares with others, as behind a load balancer; by default its own.
 */
export async function startWebProcess(adapter: 'own' | 'next', settings: Settings = {}): Promise<WebProcess> {
  const port = Number(settings.PORT ?? (await freePort()))
  const web = await startDeskProcess('web', { PORT: String(port), INGEST_ADAPTER: adapter, APP_URL: '', ...settings })
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(`${url}/api/health/live`))) {
    if (!web.isRunning() || Date.now() > deadline) {
      await web.stop()
      throw new Error('the web process did not start')
    }
    await wait(50)
  }
  return { ...web, url, port }
}

const answers = (url: string) =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
