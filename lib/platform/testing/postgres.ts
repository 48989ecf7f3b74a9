import { shareTestPostgres } from '@/scripts/steps/test-postgres.mjs'

/** A PostgreSQL for tests: TEST_DATABASE_URL when given, else the embedded one in `.test/`. */
export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  return shareTestPostgres()
}
