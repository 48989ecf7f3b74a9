/** The embedded PostgreSQL in `.test/`, shared by all test runs that go on at the same time. */
export function shareTestPostgres(): Promise<{ url: string; stop: () => Promise<void> }>
