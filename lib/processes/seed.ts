import { seedDemo } from '@/lib/members/demo-seed'
import { closeDb } from '@/lib/platform/db'
import { EnvError, env } from '@/lib/platform/env'
import { errorFacts } from '@/lib/platform/error-facts'
import { log } from '@/lib/platform/log'

/** Makes the demo's organization, endpoint and accounts. Safe to run at every start. */
try {
  if (env().DEMO) {
    const accounts = await seedDemo()
    log().info({ accounts: accounts.length }, 'demo data is in place')
  } else {
    log().fatal('refused: demo accounts exist only in demo mode (DEMO=1)')
    process.exitCode = 1
  }
} catch (error) {
  log().fatal(
    error instanceof EnvError ? error.message : { error: errorFacts(error) },
    'the demo data could not be made',
  )
  process.exitCode = 1
} finally {
  await closeDb()
}
