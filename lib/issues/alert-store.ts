import { listReviewers } from '@/lib/members/reviewer-store'
import { notifyOfIssue } from '@/lib/notifications/notify-store'
import { enqueueCalls } from '@/lib/outbox/enqueue-store'
import { db, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { AlertFacts } from './alert-text'
import type { AlertChannel } from './schema-settings'
import { findAlertSettings } from './settings-store'

type Opened = Pick<AlertFacts, 'id' | 'kind' | 'cause' | 'recurrences'>

/**
 * Alerts of an issue that opened or came back, in that transaction: every active admin is told in the product; mail and
 * chat are written down to be sent, once for each opening.
 */
export async function tellOfIssue(organizationId: OrganizationId, tx: Tx, issue: Opened): Promise<void> {
  const { id: issueId, recurrences } = issue
  const memberIds = await listReviewers(organizationId, tx, 'admin')
  const kind = recurrences > 0 ? 'issue-returned' : 'issue-opened'
  await notifyOfIssue(organizationId, tx, { memberIds, kind, issueId })
  const channels = (await channelsOf(organizationId, tx)).filter((channel) => !isAboutItself(issue, channel))
  await enqueueCalls(
    organizationId,
    tx,
    channels.map((channel) => ({
      ...{ kind: `alert-${channel}` as const, issueId },
      dedupeKey: `alert-${channel}:${issueId}:${recurrences}`,
    })),
  )
}

async function channelsOf(organizationId: OrganizationId, tx: Tx): Promise<AlertChannel[]> {
  const { mailTo, chatCiphertext } = await findAlertSettings(organizationId, tx)
  const mail = env().SMTP_URL && mailTo.length > 0
  return [...(mail ? (['mail'] as const) : []), ...(chatCiphertext ? (['chat'] as const) : [])]
}

/** That mails fail is not told by mail. */
const isAboutItself = ({ kind, cause }: Opened, channel: AlertChannel) =>
  kind === 'outgoing' && cause.startsWith(`alert-${channel}`)

/** What an alert tells of an issue as it is now; null when it is gone. */
export async function findAlertFacts(organizationId: OrganizationId, id: string): Promise<AlertFacts | null> {
  const rows = await db().$queryRaw<AlertFacts[]>`
    SELECT i.id, i.kind, i.cause, i.recurrences, o.name AS "organizationName" FROM issues i
    JOIN organizations o ON o.id = i.organization_id
    WHERE i.organization_id = ${organizationId}::uuid AND i.id = ${id}::uuid`
  return rows[0] ?? null
}
