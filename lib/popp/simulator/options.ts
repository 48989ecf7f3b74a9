import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { DemoTarget } from './demo-files'

export interface SimulateOptions {
  endpointUrl: string
  secret: string
  organizationId: string
  /** Events per second. */
  rate: number
  /** Events; copies and forgeries come on top. */
  count: number
  seed: number
  faults: boolean
  /** Probability for each event that it is never sent, though the running demo's API knows it. */
  drop: number
  concurrency: number
  /** When event 0 happens, in milliseconds since 1970; default: now. */
  startedAt?: number
}

type ParsedOptions =
  | { ok: true; options: SimulateOptions }
  | { ok: true; command: string }
  | { ok: false; reason: 'help' }
  | { ok: false; reason: 'bad-values'; messages: string[] }

export const HELP = `Sends signed screening events to an endpoint, as Popp would.

  npm run simulate -- [options]

  --rate N           events per second (default 20)
  --count N          events to send (default 200); copies and forgeries of --faults come on top
  --seed N           same seed and count: same events, sent as duplicates the second time (default: random)
  --faults           adds duplicates, late events, wrong signatures and slow bodies
  --drop N           percent of the events that are never sent; the demo's API knows them, so Reconcile finds them
  --concurrency N    deliveries under way at the same time (default 64)
  --endpoint URL     where to post (default: the running demo's endpoint)
  --secret TEXT      the endpoint's signing secret (default: the demo's)
  --organization ID  organizationId in the payloads (default: the demo's)
  --control JSON     sends nothing, but gives the demo's simulated Popp a command and shows how it stands, for example
                     '{"webhooks":{"silent":true}}', '{"api":{"status":502,"times":20}}', '{"heal":true}'
  --help             this text

The defaults of the demo are read from DATA_DIR/demo.json, which npm start writes.
`

const flags = {
  rate: { type: 'string', default: '20' },
  count: { type: 'string', default: '200' },
  seed: { type: 'string' },
  faults: { type: 'boolean', default: false },
  drop: { type: 'string', default: '0' },
  control: { type: 'string' },
  concurrency: { type: 'string', default: '64' },
  endpoint: { type: 'string' },
  secret: { type: 'string' },
  organization: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** Reads the command line; all wrong values are named at once. `target` is the demo's, if one was found. */
export function parseOptions(argv: string[], target: DemoTarget | null): ParsedOptions {
  const parsed = parseFlags(argv)
  if (!parsed.ok) return { ok: false, reason: 'bad-values', messages: [parsed.message] }
  const { values } = parsed
  if (values.help) return { ok: false, reason: 'help' }
  if (values.control !== undefined) return { ok: true, command: values.control }
  const messages: string[] = []
  const number = (
    name: 'rate' | 'count' | 'seed' | 'drop' | 'concurrency',
    least: number,
    most: number,
    whole = true,
  ): number => {
    const text = values[name] ?? ''
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    messages.push(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}"`)
    return Number.NaN
  }
  const needed = (name: 'endpoint' | 'secret', fallback: string | undefined): string => {
    const value = values[name] ?? fallback
    if (!value) messages.push(`--${name} is missing, and no demo was found: start one with npm start, or name it`)
    return value ?? ''
  }
  const options: SimulateOptions = {
    endpointUrl: needed('endpoint', target?.endpointUrl),
    secret: needed('secret', target?.signingSecret),
    organizationId: values.organization ?? target?.organizationId ?? 'org_demo',
    rate: number('rate', 0.01, 100_000, false),
    count: number('count', 1, 200_000),
    seed: values.seed === undefined ? randomInt(2 ** 32) : number('seed', 0, 2 ** 32 - 1),
    faults: values.faults,
    drop: number('drop', 0, 100, false) / 100,
    concurrency: number('concurrency', 1, 1024),
  }
  if (options.endpointUrl && !isHttpUrl(options.endpointUrl))
    messages.push(`--endpoint must be an http or https URL, not "${options.endpointUrl}"`)
  return messages.length > 0 ? { ok: false, reason: 'bad-values', messages } : { ok: true, options }
}

function parseFlags(argv: string[]) {
  try {
    return { ok: true as const, values: parseArgs({ args: argv, options: flags }).values }
  } catch (error) {
    return { ok: false as const, message: (error as Error).message }
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
