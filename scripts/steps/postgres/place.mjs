import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from '../failure.mjs'
import { readJson, writeJson } from '../files.mjs'
import { firstFreePort } from '../ports.mjs'
import { canEnter, serverAccount } from './account.mjs'

/** Not /var/tmp first: systems clean that of files untouched for a month, and parts of a database are. */
const ELSEWHERE = ['/var/lib/popp-review-desk', '/var/tmp/popp-review-desk']
const LOWEST_PORT = 15_000
const PORTS = 10_000

/**
 * Where the embedded database of a DATA_DIR lives, on which port, and as whom its server runs. Decided once and kept in
 * DATA_DIR/postgres.json. Normally DATA_DIR/postgres; a server that root starts runs as another account, which cannot
 * enter a DATA_DIR below a private home, so then it is a folder of the system.
 * @returns {Promise<{ home: string, cluster: string, log: string, port: number, account?: { uid: number, gid: number } }>}
 */
export async function settlePlace(dataDir) {
  const record = path.join(dataDir, 'postgres.json')
  const known = readJson(record)
  const home = known ? path.resolve(dataDir, known.home) : chooseHome(dataDir)
  const cluster = path.join(home, 'cluster')
  if (known?.created && !fs.existsSync(cluster))
    throw new StepFailure(`The database of ${dataDir} was in ${cluster} and is not there`, {
      todo: `Put it back from a backup, or delete ${record} to begin with an empty one.`,
    })
  const account = serverAccount(cluster)
  prepareHome(home, account, dataDir)
  const port = known?.port ?? (await firstFreePort(LOWEST_PORT + (randomBytes(2).readUInt16BE() % PORTS)))
  const place = { home, cluster, log: path.join(home, 'postgres.log'), port, account }
  rememberPlace(dataDir, place)
  return place
}

/** Keeps home and port for the next start. A home inside DATA_DIR is kept relative, so that DATA_DIR can be moved. */
export function rememberPlace(dataDir, { home, cluster, port }) {
  const inside = !path.relative(dataDir, home).startsWith('..')
  const created = fs.existsSync(cluster)
  const record = { home: inside ? path.relative(dataDir, home) : home, port, created }
  const file = path.join(dataDir, 'postgres.json')
  if (JSON.stringify(readJson(file)) !== JSON.stringify(record)) writeJson(file, record)
}

function chooseHome(dataDir) {
  const inside = path.join(dataDir, 'postgres')
  const account = serverAccount(inside)
  if (!account) return inside
  // Others may pass through, not look around; every file in it that matters has mode 0600.
  fs.chmodSync(dataDir, 0o711)
  if (canEnter(account, dataDir)) return inside
  const id = randomBytes(6).toString('hex')
  for (const parent of ELSEWHERE) {
    try {
      fs.mkdirSync(parent, { recursive: true, mode: 0o711 })
      if (canEnter(account, parent)) return path.join(parent, id)
    } catch {
      // Read-only here: the next one.
    }
  }
  throw new StepFailure(`No folder was found that PostgreSQL's account may use instead of ${dataDir}`, {
    todo: 'Set DATA_DIR to a folder outside of any home directory, for example DATA_DIR=/srv/review-desk.',
  })
}

function prepareHome(home, account, dataDir) {
  const isNew = !fs.existsSync(home)
  fs.mkdirSync(home, { recursive: true, mode: 0o700 })
  if (account) fs.chownSync(home, account.uid, account.gid)
  if (account && isNew && path.relative(dataDir, home).startsWith('..'))
    fs.writeFileSync(path.join(home, 'belongs-to.txt'), `${dataDir}\n`)
}
