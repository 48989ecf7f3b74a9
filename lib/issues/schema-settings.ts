import { z } from 'zod'

export const RECIPIENTS_MAX = 20
export const SILENCE_MINUTES = { min: 5, max: 7 * 24 * 60 }
export const LAG_SECONDS = { min: 10, max: 24 * 3_600 }

/** When quiet or slow counts as a failure. Null = never. */
const limits = {
  /** An endpoint that normally speaks may be quiet for so long. */
  silenceMinutes: z.number().int().min(SILENCE_MINUTES.min).max(SILENCE_MINUTES.max).nullable(),
  /** From Popp's time of an event to its arrival, and from there until it is applied. */
  lagSeconds: z.number().int().min(LAG_SECONDS.min).max(LAG_SECONDS.max).nullable(),
}
const alertLimits = z.object(limits)
export type AlertLimits = z.infer<typeof alertLimits>

/** Of an organization that has saved none. */
export const defaultLimits: AlertLimits = { silenceMinutes: 60, lagSeconds: 300 }

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Whoever knows such an address can write there: https, or a service on this machine. */
function isChatAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
}

export const saveAlertSettingsRequest = z.object({
  ...limits,
  /** Of the settings that were changed: they must still be those. */
  version: z.int32(),
  mailTo: z.array(z.email('This is not an e-mail address.').max(254)).max(RECIPIENTS_MAX),
  /** Not given = as it is; null = none. */
  chatWebhook: z
    .string()
    .trim()
    .max(2_000)
    .refine(isChatAddress, 'An incoming webhook’s address begins with https://.')
    .nullable()
    .optional(),
})
export type SaveAlertSettingsRequest = z.infer<typeof saveAlertSettingsRequest>

export const alertSettings = z.object({
  ...limits,
  version: z.int32(),
  mailTo: z.array(z.string()),
  /** Where chat alerts go, by its host only: the rest of the address is a secret. Null = nowhere. */
  chatHost: z.string().nullable(),
  /** The sender of mails; null = this installation sends none: `SMTP_URL` is not set. */
  mailFrom: z.string().nullable(),
})
export type AlertSettings = z.infer<typeof alertSettings>

export const alertChannels = ['mail', 'chat'] as const
export type AlertChannel = (typeof alertChannels)[number]
export const testAlertRequest = z.object({ channel: z.enum(alertChannels) })
/** `reason` null = it was sent; else a code. */
export const testAlertResult = z.object({ reason: z.string().nullable() })
