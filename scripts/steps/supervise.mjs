import path from 'node:path'
import { buildPages, buildProcesses } from './build.mjs'
import { processEnvironment, readConfiguration } from './configuration.mjs'
import { installDependencies } from './dependencies.mjs'
import { explain, StepFailure } from './failure.mjs'
import { readJson } from './files.mjs'
import { takeLock } from './lock.mjs'
import { say, step } from './progress.mjs'
import { endCommands } from './run-command.mjs'
import { watchBundles } from './supervisor/dev-watch.mjs'
import { endLeftovers } from './supervisor/leftovers.mjs'
import { ManagedGroup } from './supervisor/managed-group.mjs'
import { ManagedPostgres } from './supervisor/managed-postgres.mjs'
import { choosePoppPort } from './supervisor/popp-port.mjs'
import { prepareDatabase } from './supervisor/prepare-database.mjs'
import { untilReady } from './supervisor/readiness.mjs'
import { onStopRequests } from './supervisor/signals.mjs'
import { summary } from './supervisor/summary.mjs'
import { checkAddress } from './supervisor/web-address.mjs'

const began = Date.now()
let postgres
let group
let stopping

/**
 * Sets the product up, runs it, keeps it running until it is asked to stop, and ends this process then: 0 when it was
 * asked to, 1 when it could not start.
 * @param {{ dev: boolean }} options dev: the screens are compiled on demand, changed code is taken up
 */
export async function supervise(options) {
  onStopRequests(() => stop(0), force)
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  try {
    const configuration = readConfiguration(options)
    await installDependencies()
    takeOver(configuration)
    await start(configuration)
  } catch (error) {
    fail(error)
  }
}

/** One supervisor for a data directory: two would fight over its database. */
function takeOver({ dataDir }) {
  const lock = takeLock(path.join(dataDir, 'supervisor.lock'))
  if (lock.ok) return
  const url = readJson(path.join(dataDir, 'runtime.json'))?.url
  throw new StepFailure(
    url ? `The product is already running at ${url}` : `Another start (process ${lock.holder.pid}) is under way here`,
    {
      todo: `Stop it with Ctrl-C where it runs, or: kill ${lock.holder.pid}. A second one needs its own DATA_DIR and PORT.`,
    },
  )
}

async function start(configuration) {
  const { dataDir, dev, role } = configuration
  await endLeftovers(path.join(dataDir, 'runtime.json'))
  if (role !== 'worker') await checkAddress(configuration)
  const [databaseUrl] = await Promise.all([startDatabase(configuration), buildProcesses()])
  if (stopping) return
  const env = processEnvironment(configuration, databaseUrl, await choosePoppPort(configuration))
  await Promise.all([dev ? undefined : buildPages(), prepareDatabase(configuration, env)])
  if (stopping) return
  group = new ManagedGroup(configuration, env, () => postgres?.pid)
  group.startDesk()
  await step('Starting', (show) => Promise.race([group.earlyEnd, untilReady(configuration, group, show)]))
  if (stopping) return
  group.settle()
  if (configuration.simulator) group.startSimulator()
  if (dev) await watchBundles((name) => group.restart(name))
  say(summary(configuration, Date.now() - began))
}

async function startDatabase({ databaseUrl, dataDir }) {
  if (databaseUrl) return databaseUrl
  postgres = new ManagedPostgres({ dataDir, onChange: () => group?.record() })
  return step('PostgreSQL', () => postgres.start())
}

/** In order: who writes, then who answers and applies, then the database. */
async function stop(code) {
  if (stopping) return
  stopping = true
  if (group) say('\n  Stopping …')
  endCommands()
  await group?.stop()
  await postgres?.stop()
  group?.forget()
  process.exit(code)
}

function force() {
  endCommands('SIGKILL')
  group?.kill()
  postgres?.abandon()
  process.exit(1)
}

function fail(error) {
  if (stopping) return
  explain(error)
  stop(1)
}
