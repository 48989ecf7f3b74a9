import { dataDirectory, readTarget } from '@/lib/popp/simulator/demo-files'
import { HELP, parseOptions, type SimulateOptions } from '@/lib/popp/simulator/options'
import { renderReport } from '@/lib/popp/simulator/report'
import { createSender } from '@/lib/popp/simulator/sender'
import { type Progress, simulate } from '@/lib/popp/simulator/simulation'

const PROGRESS_EVERY_MS = process.stdout.isTTY ? 200 : 2000
/** With growing waits about four minutes: enough for a server that is killed and started again. */
const ATTEMPTS = 20
/** A wrong secret does not become right by repetition. */
const ATTEMPTS_WHEN_REFUSED = 2
const EXIT_BAD_USAGE = 2
const EXIT_INTERRUPTED = 130

const parsed = parseOptions(process.argv.slice(2), await readTarget(dataDirectory()))
if (parsed.ok) process.exitCode = await run(parsed.options)
else if (parsed.reason === 'help') process.stdout.write(HELP)
else {
  process.stderr.write(`${parsed.messages.join('\n')}\nnpm run simulate -- --help lists the options.\n`)
  process.exitCode = EXIT_BAD_USAGE
}

/** 0: each event acknowledged and no forgery accepted; else 1. Interrupted, it still says what was sent. */
async function run(options: SimulateOptions): Promise<number> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const sender = createSender({
    ...options,
    signal: stop.signal,
    attempts: ATTEMPTS,
    attemptsWhenRefused: ATTEMPTS_WHEN_REFUSED,
  })
  const show = progressWriter()
  const startedAt = performance.now()
  process.stdout.write(`${options.count} events at ${options.rate}/s to ${options.endpointUrl}, seed ${options.seed}\n`)
  await simulate(options, sender, stop.signal, show)
  await sender.close()
  process.stdout.write(`\n${renderReport(sender.totals, performance.now() - startedAt)}`)
  if (stop.signal.aborted) return EXIT_INTERRUPTED
  return sender.totals.lost === 0 && sender.totals.forgedAccepted === 0 ? 0 : 1
}

function progressWriter(): (progress: Progress) => void {
  let shownAt = 0
  return ({ done, planned }) => {
    if (done < planned && performance.now() - shownAt < PROGRESS_EVERY_MS) return
    shownAt = performance.now()
    const line = `${done} of ${planned} deliveries done`
    process.stdout.write(process.stdout.isTTY ? `\r${line}` : `${line}\n`)
  }
}
