import { isDatabaseAway } from '../database-away'

/** Only against what hangs: a machine that stands still for a second must not decide about a test. */
export const PATIENT = { timeout: 30_000, interval: 5 }

/** Hundreds at once may wait for a connection for too long: then they are told to come again, as browsers are, and do. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENT.timeout; ; ) {
    try {
      return await ask()
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > until) throw error
    }
  }
}
