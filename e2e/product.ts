import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where the product under test keeps its data; `npm start`'s own `.data` is never touched. */
export const dataDir = path.resolve(process.env.E2E_DATA_DIR ?? '.test/e2e')

interface Runtime {
  url: string
  databaseUrl: string
  pids: Record<string, number>
}

export const runtime = (): Runtime => JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as Runtime

export const isRunning = () => existsSync(path.join(dataDir, 'runtime.json'))

/** Makes this process's environment that of the product, so that the tests can use its rooms to set the scene. */
export function joinProduct() {
  const { url, databaseUrl } = runtime()
  const secrets = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    APP_URL: url,
    APP_SECRET: secrets.appSecret ?? secrets.APP_SECRET,
    APP_SECRET_GENERATED: '1',
    DEMO: '1',
    DATA_DIR: dataDir,
  })
  return { url, databaseUrl }
}
