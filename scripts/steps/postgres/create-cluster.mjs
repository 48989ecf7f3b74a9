import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from '../failure.mjs'
import { program } from './binaries.mjs'

export const DATABASE = 'review_desk'
/** Owns the database and may make others (tests do); no superuser, as it would be with an administrator's PostgreSQL. */
export const ROLE = 'review_desk'

/** PostgreSQL needs no more of our environment than this, and must not see our secrets. */
export const serverEnvironment = () => ({
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: 'C',
  TZ: 'UTC',
})

/**
 * Makes the database's data directory with role and database in it. It is made under another name and renamed at the end:
 * one that exists is complete, whenever the making was killed.
 */
export async function createCluster({ native, place, password }) {
  const { home, cluster, account } = place
  removeDrafts(home)
  const draft = path.join(home, `cluster.draft-${randomBytes(4).toString('hex')}`)
  const secret = `${draft}.password`
  fs.writeFileSync(secret, password, { mode: 0o600 })
  if (account) fs.chownSync(secret, account.uid, account.gid)
  const options = { ...account, cwd: home, env: serverEnvironment() }
  try {
    await initialise(native, draft, secret, options)
    await runSingleUser(native, draft, password, options)
  } finally {
    fs.rmSync(secret, { force: true })
  }
  fs.renameSync(draft, cluster)
}

function removeDrafts(home) {
  for (const name of fs.readdirSync(home).filter((entry) => entry.startsWith('cluster.draft-'))) {
    try {
      fs.rmSync(path.join(home, name), { recursive: true, force: true })
    } catch {
      // The initdb of a killed start still writes in it: the next start that makes a database removes it.
    }
  }
}

const initialise = (native, draft, secret, options) =>
  finish(
    program(native, 'initdb'),
    [
      ...['-D', draft, '-U', 'postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      // The same order and upper case on every system, whatever its libraries say.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    options,
  )

const runSingleUser = (native, draft, password, options) =>
  finish(program(native, 'postgres'), ['--single', '-D', draft, 'postgres'], {
    ...options,
    input: `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}'\nCREATE DATABASE ${DATABASE} OWNER ${ROLE}\n`,
  })

function finish(command, args, { input = '', ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe', windowsHide: true })
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) return resolve()
      const tail = Buffer.concat(said).toString().trimEnd().split('\n').slice(-15)
      const todo = 'Is the disk full, or DATA_DIR on a file system that PostgreSQL cannot use (network share)?'
      reject(
        new StepFailure(`Making the database failed (${path.basename(command)} ended with ${code})`, { tail, todo }),
      )
    })
  })
}
