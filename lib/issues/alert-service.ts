import type { SignedInMember } from '@/lib/members/domain'
import type { CallHandler, CallOutcome, LeasedCall } from '@/lib/outbox/handler'
import { env } from '@/lib/platform/env'
import type { OrganizationId } from '@/lib/platform/tenant'
import { findAlertFacts } from './alert-store'
import { alertText } from './alert-text'
import { openChatAddress, postToChat } from './chat'
import { sendMail, sendsMail } from './mail'
import type { AlertChannel } from './schema-settings'
import { findAlertSettings } from './settings-store'

/** Sends what was written down when the issue opened, to whom it concerns by now. */
export const sendMailAlert: CallHandler = (call, signal) => sendAlert(call, 'mail', signal)
export const sendChatAlert: CallHandler = (call, signal) => sendAlert(call, 'chat', signal)

async function sendAlert({ organizationId, issueId }: LeasedCall, channel: AlertChannel, signal?: AbortSignal) {
  const facts = issueId && (await findAlertFacts(organizationId, issueId))
  if (!facts) return { state: 'failed', reason: 'issue-gone' } as const
  const outcome = await send(organizationId, channel, alertText(facts, env().APP_URL), signal)
  // Whoever was to be told wants it no longer: that is no failure.
  return 'reason' in outcome && UNWANTED.has(outcome.reason) ? ({ state: 'done' } as const) : outcome
}

const UNWANTED = new Set(['mail-not-configured', 'no-recipients', 'no-chat'])

/** Sends a test, now, by the saved settings. @returns why not, as a code; null = sent */
export async function sendTestAlert(member: SignedInMember, channel: AlertChannel): Promise<{ reason: string | null }> {
  const { organizationId, organizationName } = member
  const text = `This is a test. Issues of ${organizationName} are told here when they open and when they come back.`
  const link = `${env().APP_URL}/issues`
  const outcome = await send(organizationId, channel, {
    subject: `[Review Desk] Test · ${organizationName}`,
    text: `${text}\n\n${link}`,
    short: `${text}\n${link}`,
  })
  return { reason: outcome.state === 'done' ? null : outcome.reason }
}

type Told = ReturnType<typeof alertText>

async function send(
  organizationId: OrganizationId,
  channel: AlertChannel,
  told: Told,
  signal?: AbortSignal,
): Promise<CallOutcome> {
  const { mailTo, chatCiphertext } = await findAlertSettings(organizationId)
  if (channel === 'mail') {
    if (!sendsMail()) return { state: 'failed', reason: 'mail-not-configured' }
    if (mailTo.length === 0) return { state: 'failed', reason: 'no-recipients' }
    return sendMail({ to: mailTo, subject: told.subject, text: told.text }, signal)
  }
  if (!chatCiphertext) return { state: 'failed', reason: 'no-chat' }
  const address = openChatAddress(chatCiphertext)
  return address ? postToChat(address, told.short, signal) : { state: 'failed', reason: 'chat-unreadable' }
}
