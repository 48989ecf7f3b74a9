import { createTransport } from 'nodemailer'
import type { CallOutcome } from '@/lib/outbox/handler'
import { env } from '@/lib/platform/env'

const TIMEOUT_MS = 15_000

export interface Mail {
  to: readonly string[]
  subject: string
  text: string
}

/** Whether this installation sends mails at all. */
export const sendsMail = (): boolean => env().SMTP_URL !== undefined

/**
 * Sends a mail through SMTP_URL. Lost on the way, it is sent again: an alert that comes twice is better than none. So is
 * one that `signal` cuts: without its last line a server takes none. A server that says no for good, or to a recipient, is
 * believed.
 */
export async function sendMail({ to, subject, text }: Mail, signal?: AbortSignal): Promise<CallOutcome> {
  const { SMTP_URL: url, SMTP_FROM: from } = env()
  if (!url) return { state: 'failed', reason: 'mail-not-configured' }
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
  try {
    const { rejected } = await transport.sendMail({ from, to: [...to], subject, text, signal, headers: AUTOMATIC })
    return rejected?.length ? { state: 'failed', reason: 'recipient-refused' } : { state: 'done' }
  } catch (error) {
    return outcomeOf(error as { code?: string; responseCode?: number })
  } finally {
    transport.close()
  }
}

/** So that no absence note answers. */
const AUTOMATIC = { 'auto-submitted': 'auto-generated' }
const CUT = 'EABORT'
const FOR_GOOD = new Set(['EAUTH', 'ENOAUTH', 'EENVELOPE', 'EMESSAGE', 'ECONFIG'])

function outcomeOf({ code, responseCode }: { code?: string; responseCode?: number }): CallOutcome {
  if (responseCode) return { state: responseCode >= 500 ? 'failed' : 'again', reason: `smtp-${responseCode}` }
  if (!code) return { state: 'again', reason: 'unknown' }
  if (code === CUT) return { state: 'again', reason: 'not-sent-in-time' }
  // Those of nodemailer and of Node's sockets all begin with an E.
  return { state: FOR_GOOD.has(code) ? 'failed' : 'again', reason: `e${code.slice(1).toLowerCase()}` }
}
