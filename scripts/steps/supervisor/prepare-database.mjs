import { bundleOf } from '../bundle.mjs'
import { StepFailure } from '../failure.mjs'
import { step } from '../progress.mjs'
import { run } from '../run-command.mjs'
import { readableLine } from './logs.mjs'

/** How our processes complain about their environment: the variable, then what is wrong with it. */
const NAMED_VALUE = /^[A-Z][A-Z_]+ \S/

/** Brings the database to the present schema and, in the demo, makes its organization, endpoint and accounts, once. */
export async function prepareDatabase({ demo, databaseUrl }, env) {
  const todo = databaseUrl
    ? 'Is DATABASE_URL right, does that server run, and may its role create tables?'
    : 'This should not happen with the embedded PostgreSQL: please report it with the lines above.'
  await step('Database schema', () => finish('migrate', 'Migrating the database', env, todo))
  if (demo) await step('Demo accounts', () => finish('seed', 'Making the demo accounts', env, todo))
}

async function finish(name, what, env, todo) {
  const { code, lines } = await run(process.execPath, ['--enable-source-maps', bundleOf(name)], {
    env: { ...env, PROCESS_NAME: name },
  })
  if (code === 0) return
  const tail = lines.slice(-15).map(readableLine)
  if (!tail.every((line) => NAMED_VALUE.test(line))) throw new StepFailure(`${what} failed`, { tail, todo })
  throw new StepFailure('The environment is not right', {
    tail,
    todo: 'Correct it there, or in .env, and start again.',
  })
}
