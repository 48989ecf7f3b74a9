import { type DemoTarget, dataDirectory, readTarget } from '@/lib/popp/simulator/demo-files'
import { HELP, parseOptions, type SimulateOptions } from '@/lib/popp/simulator/options'
import { type Command, MAX_KNOWN_EVENTS } from '@/lib/popp/simulator/peer/commands'
import { misbehave, NO_WEBHOOK_FAULTS } from '@/lib/popp/simulator/peer/misbehaving-sender'
import { randomFor } from '@/lib/popp/simulator/random'
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

const target = await readTarget(dataDirectory())
const parsed = parseOptions(process.argv.slice(2), target)
if (parsed.ok && 'command' in parsed) process.exitCode = await showControl(target, parsed.command)
else if (parsed.ok) process.exitCode = await run(parsed.options)
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
  const sender = misbehave(
    createSender({
      ...options,
      signal: stop.signal,
      attempts: ATTEMPTS,
      attemptsWhenRefused: ATTEMPTS_WHEN_REFUSED,
    }),
    { ...NO_WEBHOOK_FAULTS, drop: options.drop },
    randomFor(options.seed, 'drop'),
  )
  const show = progressWriter()
  const startedAt = performance.now()
  process.stdout.write(`${options.count} events at ${options.rate}/s to ${options.endpointUrl}, seed ${options.seed}\n`)
  const load = { ...options, startedAt: Date.now() }
  if (options.organizationId === target?.organizationId) await tellDemo(load)
  await simulate(load, sender, stop.signal, show)
  await sender.close()
  if (options.drop > 0) process.stdout.write(`\n${sender.dropped.length} events were not sent, on purpose`)
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

/** The demo's API knows what this run sends, so that both agree. Without a demo there is no API to agree with. */
async function tellDemo({ seed, count, rate, startedAt }: SimulateOptions & { startedAt: number }): Promise<void> {
  if (count > MAX_KNOWN_EVENTS)
    return void process.stdout.write(`Popp's API will not know these: more than ${MAX_KNOWN_EVENTS} events\n`)
  const answer = await control(target, JSON.stringify({ know: { seed, count, rate, startedAt } } satisfies Command))
  if (!answer.ok) process.stdout.write(`Popp's API will not know these: ${answer.text}\n`)
}

async function showControl(demo: DemoTarget | null, command: string): Promise<number> {
  const { ok, text } = await control(demo, command)
  process[ok ? 'stdout' : 'stderr'].write(`${text}\n`)
  return ok ? 0 : 1
}

async function control(demo: DemoTarget | null, command: string): Promise<{ ok: boolean; text: string }> {
  if (!demo?.poppApi) return { ok: false, text: 'no running demo was found: start one with npm start' }
  const { baseUrl, key } = demo.poppApi
  try {
    const headers = { 'x-api-key': key }
    const answer = await fetch(new URL('/control', baseUrl), { method: 'POST', headers, body: command })
    return { ok: answer.ok, text: await answer.text() }
  } catch {
    return { ok: false, text: `nothing listens at ${baseUrl}: does the demo run?` }
  }
}
