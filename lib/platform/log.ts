import { type Logger, pino } from 'pino'
import { perProcess } from './singleton'

/** Structured logs on standard output. Never a name, a body, an e-mail address or a URL's query. */
export const log = (): Logger =>
  perProcess('log', () =>
    pino({
      level: process.env.LOG_LEVEL ?? 'info',
      base: { role: process.env.PROCESS_NAME ?? 'app' },
      timestamp: pino.stdTimeFunctions.isoTime,
    }),
  )
