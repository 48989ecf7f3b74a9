import { spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { buildPages, buildProcesses } from '@/scripts/steps/build.mjs'

const START_TIMEOUT_MS = 30_000

/**
 * The real web process, built, against the database of the calling test file. `appUrl`: the address it shares with others,
 * as behind a load balancer; by default its own.
 */
export async function startWebProcess(adapter: 'own' | 'next', appUrl = '') {
  await buildProcesses()
  await buildPages()
  const port = await freePort()
  const child = spawn(process.execPath, ['.build/web.js'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      INGEST_ADAPTER: adapter,
      APP_URL: appUrl,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const stop = () => {
    child.kill('SIGTERM')
    return gone
  }
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(`${url}/api/health/live`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error('the web process did not start')
    }
    await wait(50)
  }
  return { url, port, stop }
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
