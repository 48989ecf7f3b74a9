import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StepFailure } from './failure.mjs'
import { writeJson } from './files.mjs'

/**
 * The secrets of a data directory, generated at the first call and kept in secrets.json, mode 0600.
 * @returns {{ appSecret: string, databasePassword: string }}
 */
export function readSecrets(dataDir) {
  const file = fileOf(dataDir)
  if (!fs.existsSync(file)) writeJson(file, { appSecret: newSecret(), databasePassword: newSecret() })
  const secrets = parse(file)
  if (secrets?.appSecret && secrets.databasePassword) return secrets
  throw new StepFailure(`${file} is damaged`, {
    todo: 'Put it back from a backup: without it the database cannot be opened and what is encrypted in it cannot be read.',
  })
}

/** Whether they have been generated already. */
export const hasSecrets = (dataDir) => fs.existsSync(fileOf(dataDir))

const fileOf = (dataDir) => path.join(dataDir, 'secrets.json')

const newSecret = () => randomBytes(32).toString('base64url')

function parse(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code !== 'EACCES') return undefined
    throw new StepFailure(`${file} belongs to another account`, {
      todo: 'Start as the account that made DATA_DIR, or set another DATA_DIR.',
    })
  }
}
