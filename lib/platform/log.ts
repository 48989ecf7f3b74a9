import { type Logger, pino } from 'pino'
import { currentRequestId } from './request-context'
import { perProcess } from './singleton'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** An unknown one is no reason to be silent: it is `readEnv` that refuses it, and the log that tells. */
const level = () => logLevels.find((name) => name === process.env.LOG_LEVEL) ?? 'info'

/** Structured logs on standard output. Never a name, a body, an e-mail address or a URL's query. */
export const log = (): Logger =>
  perProcess('log', () =>
    pino({
      level: level(),
      base: { role: process.env.PROCESS_NAME ?? 'app' },
      // Which request a line belongs to, whoever writes it.
      mixin: () => ({ requestId: currentRequestId() }),
      timestamp: pino.stdTimeFunctions.isoTime,
    }),
  )
