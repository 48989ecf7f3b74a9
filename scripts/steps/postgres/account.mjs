import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { StepFailure } from '../failure.mjs'

/** PostgreSQL refuses to run as root; these accounts exist on nearly every system and own nothing. */
const CANDIDATES = ['postgres', 'nobody']

/**
 * The account that the server runs as: undefined means ours. Root lends it to whoever owns the database already (a first
 * start by a person, a later one by root), else to an unprivileged account.
 * @param {string} cluster the data directory, which may not exist yet
 * @returns {{ uid: number, gid: number } | undefined}
 */
export function serverAccount(cluster) {
  if (process.getuid?.() !== 0) return undefined
  const owner = fs.statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of CANDIDATES) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)]
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  throw new StepFailure('PostgreSQL does not run as root, and this system has no account "postgres" or "nobody"', {
    todo: 'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  })
}

/** Whether the account can pass through every folder above, which a home of mode 0700 prevents. */
export function canEnter(account, directory) {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...account, cwd: '/' }).status === 0
}

const idOf = (what, name) => Number.parseInt(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout, 10)
