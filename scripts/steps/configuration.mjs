import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from './failure.mjs'
import { inRoot, root } from './root.mjs'
import { hasSecrets, readSecrets } from './secrets.mjs'

const SECRET_CHARACTERS = 32
const ROLES = ['all', 'web', 'worker']
const SECRET_TODO =
  'Set one, for example APP_SECRET="$(openssl rand -base64 48)", and keep it: what is encrypted depends on it.'

/**
 * What this start is to do, from the environment (docs/operations.md has the table) and .env; a value that cannot be is
 * named and stops the start. The processes check the rest of the environment themselves.
 * @typedef {ReturnType<typeof readConfiguration>} Configuration
 */
export function readConfiguration({ dev = false } = {}) {
  loadDotEnv()
  const { DATABASE_URL: databaseUrl, APP_URL, APP_SECRET } = process.env
  const demo = flag('DEMO', !databaseUrl)
  const port = readPort()
  const host = process.env.HOST || (demo ? '127.0.0.1' : '0.0.0.0')
  const role = process.env.ROLE || 'all'
  if (!ROLES.includes(role)) refuse('ROLE', `must be one of ${ROLES.join(', ')}`)
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) refuse('DATABASE_URL', 'must begin with postgres://')
  if (!demo && !APP_SECRET) throw new StepFailure('APP_SECRET is missing', { todo: SECRET_TODO })
  if (!demo && APP_SECRET.length < SECRET_CHARACTERS)
    throw new StepFailure(`APP_SECRET needs at least ${SECRET_CHARACTERS} characters`, { todo: SECRET_TODO })
  const dataDir = prepareDataDir(process.env.DATA_DIR || '.data')
  if (!demo && isGenerated(dataDir, APP_SECRET))
    throw new StepFailure('APP_SECRET was generated for the demo, by which its passwords can be computed', {
      todo: SECRET_TODO,
    })
  return {
    dev,
    demo,
    simulator: demo && role !== 'worker' && flag('DEMO_SIMULATOR', true),
    port,
    host,
    role,
    databaseUrl: databaseUrl || undefined,
    appUrl: (APP_URL || `http://localhost:${port}`).replace(/\/$/, ''),
    dataDir,
  }
}

/** Copied from the demo's secrets.json it is no better than left out. */
const isGenerated = (dataDir, secret) => hasSecrets(dataDir) && readSecrets(dataDir).appSecret === secret

/**
 * The environment of our processes. Only the demo gets the generated secret: a real desk has its own.
 * @param {Configuration} configuration @param {string} databaseUrl
 * @param {number} [poppPort] where the demo's simulated Popp serves its API
 */
export function processEnvironment({ dev, demo, simulator, port, host, role, appUrl, dataDir }, databaseUrl, poppPort) {
  const own = process.env.APP_SECRET
  return {
    ...process.env,
    ...(own ? {} : { APP_SECRET: readSecrets(dataDir).appSecret, APP_SECRET_GENERATED: '1' }),
    ...(dev ? { NEXT_DEV: '1' } : {}),
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    APP_URL: appUrl,
    PORT: String(port),
    HOST: host,
    ROLE: role,
    DEMO: demo ? '1' : '0',
    DEMO_SIMULATOR: simulator ? '1' : '0',
    DEMO_POPP_PORT: simulator && poppPort ? String(poppPort) : '',
  }
}

/** Adds what .env says and the environment does not. Next reads it by itself, our other processes would not. */
export function loadDotEnv() {
  if (fs.existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'))
}

/** Makes DATA_DIR, private, and gives its real path: processes are recognised by it. */
export function prepareDataDir(given) {
  const dataDir = path.resolve(root, given)
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK)
    return fs.realpathSync(dataDir)
  } catch (error) {
    throw new StepFailure(`DATA_DIR ${dataDir} cannot be used (${error.code})`, {
      todo: 'Start as the account that it belongs to, or set DATA_DIR to a folder that this account may write.',
    })
  }
}

function readPort() {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) refuse('PORT', 'must be a number between 1 and 65535')
  return port
}

function flag(name, fallback) {
  const value = process.env[name]
  if (value === undefined || value === '') return fallback
  if (value === '1' || value === 'true') return true
  if (value === '0' || value === 'false') return false
  return refuse(name, 'must be 0 or 1')
}

function refuse(name, rule) {
  throw new StepFailure(`${name} ${rule}`, { todo: `Correct ${name} in the environment or in .env and start again.` })
}
