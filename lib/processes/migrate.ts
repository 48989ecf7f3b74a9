import path from 'node:path'
import { EnvError, env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { migrate } from '@/lib/platform/migrate'

try {
  const applied = await migrate(env().DATABASE_URL, path.resolve('prisma/migrations'))
  log().info({ applied }, applied.length ? 'migrations applied' : 'database is up to date')
} catch (error) {
  log().fatal(error instanceof EnvError ? error.message : { err: error }, 'migrations failed')
  process.exitCode = 1
}
