import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { readJson } from '../files.mjs'
import { firstFreePort, whyNotFree } from '../ports.mjs'

/** Beside those of embedded databases, below those that the system hands out. */
const LOWEST_PORT = 26_000
const PORTS = 5_000

/**
 * The loopback port on which the demo's simulated Popp serves its API: that of the last start when it is still free, so that
 * what was saved about it stays right. Undefined when there is none.
 * @param {import('../configuration.mjs').Configuration} configuration
 */
export async function choosePoppPort({ simulator, dataDir }) {
  if (!simulator) return undefined
  const port = lastPort(readJson(path.join(dataDir, 'demo.json'))?.poppApi?.baseUrl)
  if (port && (await whyNotFree(port, '127.0.0.1')) === null) return port
  return firstFreePort(LOWEST_PORT + (randomBytes(2).readUInt16BE() % PORTS))
}

const lastPort = (baseUrl) => (URL.canParse(baseUrl ?? '') ? Number(new URL(baseUrl).port) : undefined)
