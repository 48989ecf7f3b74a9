import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { readOutwardAddress } from './http/outward-address'
import { logLevels } from './log'
import { perProcess } from './singleton'

const MIN_SECRET_CHARACTERS = 32
/** Chance does not compress: 32 characters of it stay above 30 bytes. A word four times over does not. */
const MIN_COMPRESSED_BYTES = 24
const flag = z.enum(['0', '1', 'true', 'false'], 'must be 0 or 1').transform((v) => v === '1' || v === 'true')
const SENDER = /^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema)

const schema = z
  .object({
    PORT: optional(z.coerce.number().int().min(1).max(65535).default(3000)),
    HOST: optional(z.string().default('127.0.0.1')),
    DATABASE_URL: z.string('is missing').regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
    DATABASE_POOL: optional(z.coerce.number().int().min(2).max(500).default(20)),
    DATA_DIR: optional(z.string().default('.data')).transform((dir) => path.resolve(dir)),
    APP_URL: optional(z.url({ protocol: /^https?$/ }).optional()),
    APP_SECRET: z.string('is missing'),
    APP_SECRET_GENERATED: optional(flag.default(false)),
    DEMO: optional(flag.default(false)),
    /** Where the demo's simulated Popp serves its API on loopback; without it, it serves none. */
    DEMO_POPP_PORT: optional(z.coerce.number().int().min(1).max(65535).optional()),
    ROLE: optional(z.enum(['all', 'web', 'worker']).default('all')),
    LOG_LEVEL: optional(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info')),
    NEXT_DEV: optional(flag.default(false)),
    TRUST_PROXY: optional(flag.default(false)),
    POPP_API_BASE_URL: optional(
      z
        .string()
        .refine((text) => readOutwardAddress(text) !== null, 'must be an https address, with the version')
        .default('https://api.joinpopp.com/v1'),
    ),
    /** Organizations may name addresses inside this desk's own network: for Popp's API and for alerts. */
    ALLOW_PRIVATE_ADDRESSES: optional(flag.default(false)),
    /** Who bears it may read `/api/metrics`; without it only this machine itself. */
    METRICS_TOKEN: optional(z.string().min(16, 'needs at least 16 characters').optional()),
    /** A collector of traces. Without it none are made. More of OpenTelemetry's variables are read by its packages. */
    OTEL_EXPORTER_OTLP_ENDPOINT: optional(
      z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
    ),
    /** Where alerts are mailed through; without it none are. */
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional()),
    SMTP_FROM: optional(z.string().regex(SENDER, 'must be an address, or Name <address>').optional()),
    /** Which adapter answers Popp: our own server, or Next's route handler (to test and measure that one). */
    INGEST_ADAPTER: optional(z.enum(['own', 'next']).default('own')),
  })
  .transform((env) => ({ ...env, APP_URL: (env.APP_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '') }))
  .superRefine((env, context) => {
    const refuse = (message: string, name = 'APP_SECRET') => context.addIssue({ code: 'custom', path: [name], message })
    if (env.SMTP_URL && !env.SMTP_FROM) refuse('is missing: with SMTP_URL, mails need a sender', 'SMTP_FROM')
    if (env.APP_SECRET.length < MIN_SECRET_CHARACTERS) refuse(`needs at least ${MIN_SECRET_CHARACTERS} characters`)
    else if (isTooSimple(env.APP_SECRET)) refuse('is too simple to be a secret')
    else if (!env.DEMO && env.APP_SECRET_GENERATED)
      refuse('was generated for the demo; outside demo mode set your own (openssl rand -base64 48)')
  })

/** Few different characters, or the same words again. Lower and upper case are one: `Password` repeats `password`. */
const isTooSimple = (secret: string) =>
  new Set(secret).size < 10 || deflateRawSync(secret.toLowerCase(), { level: 9 }).byteLength < MIN_COMPRESSED_BYTES

export type Env = z.infer<typeof schema>

/** Thrown with one line per wrong value, each naming its variable; never shows a value. */
export class EnvError extends Error {}

export function readEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source)
  if (result.success) return result.data
  throw new EnvError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'))
}

/** The environment of this process, parsed once. */
export const env = (): Env => perProcess('env', () => readEnv(process.env))
