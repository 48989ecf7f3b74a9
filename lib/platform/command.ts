import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { closeDb } from './db'
import { EnvError } from './env'
import { errorFacts } from './error-facts'

/** One line for the operator. Not the log: what is said here may be a secret that is shown once. */
export const say = (text: string) => process.stdout.write(`${text}\n`)

/**
 * Runs one of the operator's commands against the database of the running product, or the one in the environment.
 * `work` gives false when it did not do what it was asked to, and has said why.
 */
export async function runCommand(usage: string, work: () => Promise<boolean>): Promise<void> {
  try {
    await findRunningProduct()
    if (!(await work())) process.exitCode = 1
  } catch (error) {
    const code = (error as { code?: string }).code
    if (error instanceof EnvError) say(error.message)
    else if (code?.startsWith('ERR_PARSE_ARGS')) say(`${(error as Error).message}\n\n${usage}`)
    else say(`Nothing was changed: ${JSON.stringify(errorFacts(error))}`)
    process.exitCode = 1
  } finally {
    await closeDb()
  }
}

/** The embedded database has no address of its own choosing: while the product runs, it is told in `runtime.json`. */
async function findRunningProduct() {
  const file = path.resolve(process.env.DATA_DIR || '.data', 'runtime.json')
  const text = await readFile(file, 'utf8').catch(() => '{}')
  const { databaseUrl, url } = JSON.parse(text) as { databaseUrl?: string; url?: string }
  if (databaseUrl) process.env.DATABASE_URL ||= databaseUrl
  if (url) process.env.APP_URL ||= url
}
