import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from './failure.mjs'
import { readJson } from './files.mjs'
import { fingerprint } from './fingerprint.mjs'
import { waitForLock } from './lock.mjs'
import { step } from './progress.mjs'
import { inRoot } from './root.mjs'
import { runOrFail } from './run-command.mjs'

const STAMP = inRoot('node_modules/.stamp')

/** Installs what package-lock.json says, unless exactly that is installed. */
export async function installDependencies() {
  const wanted = fingerprint(['package-lock.json', '.npmrc'], [process.platform, process.arch])
  if (isInstalled(wanted)) return
  const release = await waitForLock(inRoot('.build/dependencies.lock'))
  try {
    if (isInstalled(wanted)) return
    await step('Installing dependencies', install)
    fs.writeFileSync(STAMP, wanted)
  } finally {
    release()
  }
}

function isInstalled(wanted) {
  if (read(STAMP) === wanted) return true
  if (!matchesLockFile()) return false
  fs.writeFileSync(STAMP, wanted)
  return true
}

/** npm's own record of what it installed says the same as the lock file: somebody ran npm by hand. */
function matchesLockFile() {
  const installed = readJson(inRoot('node_modules/.package-lock.json'))?.packages
  const locked = readJson(inRoot('package-lock.json'))?.packages
  if (!installed || !locked) return false
  return Object.entries(locked).every(([where, entry]) => {
    if (where === '' || installed[where]?.version === entry.version) return true
    // Binaries for other machines are left out, those for this one are needed.
    return entry.optional && !installed[where] && !isForThisMachine(entry)
  })
}

/** Made for exactly this system. What names no system is a fall-back in WebAssembly, which npm may leave out. */
const isForThisMachine = ({ os, cpu, libc }) =>
  !libc && os?.includes(process.platform) === true && cpu?.includes(process.arch) === true

async function install(say) {
  const [command, ...first] = npm()
  let fetched = 0
  // NODE_ENV=production or an npm setting must not leave out what builds the product and what holds PostgreSQL.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=http']
  await runOrFail('Installing dependencies (npm ci)', command, args, {
    alone: 'npm',
    onLine: (line) => {
      if (line.includes('http fetch')) fetched += 1
      say(line.includes('http') ? `${fetched} fetched, ${path.basename(line.split(' ')[5] ?? '')}` : line)
    },
    todo: 'Check that the npm registry can be reached (proxy? `npm ping`) and that the disk is not full, then run this again.',
  })
}

/** The npm that runs us, else the one beside this Node, else the one on the PATH. */
function npm() {
  if (process.env.npm_execpath?.endsWith('.js')) return [process.execPath, process.env.npm_execpath]
  const places = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js']
  const found = places
    .map((place) => path.join(path.dirname(process.execPath), place))
    .find((file) => fs.existsSync(file))
  if (found) return [process.execPath, found]
  if (process.platform === 'win32') throw new StepFailure('npm was not found beside Node', { todo: 'Run `npm ci`.' })
  return ['npm']
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
