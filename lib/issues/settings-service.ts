import { isDeepStrictEqual } from 'node:util'
import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { transaction } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { outwardOptions } from '@/lib/platform/http/private-address'
import { publish } from '@/lib/platform/live'
import { openChatAddress, sealChatAddress } from './chat'
import type { AlertSettings, SaveAlertSettingsRequest } from './schema-settings'
import { type AlertSettingsRow, findAlertSettings, writeAlertSettings } from './settings-store'

/** The settings of the member's organization, or the defaults. */
export const getAlertSettings = async ({
  organizationId,
}: Pick<SignedInMember, 'organizationId'>): Promise<AlertSettings> => toAnswer(await findAlertSettings(organizationId))

type Saved =
  | { ok: true; settings: AlertSettings }
  | { ok: false; reason: 'stale-version'; settings: AlertSettings }
  /** The chat's address leads into the network of this desk. */
  | { ok: false; reason: 'private-address' }

/** Replaces the settings of `version`; `stale-version` when somebody else saved meanwhile. What changes nothing is not written. */
export async function saveAlertSettings(member: SignedInMember, request: SaveAlertSettingsRequest): Promise<Saved> {
  const { organizationId, memberId } = member
  const wanted = { ...request, mailTo: [...new Set(request.mailTo.map((address) => address.toLowerCase()))].sort() }
  if (request.chatWebhook && !outwardOptions(new URL(request.chatWebhook)))
    return { ok: false, reason: 'private-address' }
  const outcome = await transaction(async (tx) => {
    const before = await findAlertSettings(organizationId, tx)
    if (before.version !== wanted.version) return 'stale-version'
    const changed = changedParts(before, wanted)
    if (changed.length === 0) return 'nothing-changed'
    const version = await writeAlertSettings(organizationId, tx, wanted, chatOf(before, wanted))
    if (version === null) return 'stale-version'
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'alert-settings-changed', subjectType: 'organization', subjectId: organizationId },
      facts: { version, changed },
    })
    return 'saved'
  })
  if (outcome === 'saved') publish(organizationId, 'settings')
  const settings = await getAlertSettings(member)
  return outcome === 'stale-version' ? { ok: false, reason: outcome, settings } : { ok: true, settings }
}

function chatOf({ chatCiphertext }: AlertSettingsRow, { chatWebhook }: SaveAlertSettingsRequest) {
  if (chatWebhook === undefined) return chatCiphertext
  return chatWebhook === null ? null : sealChatAddress(chatWebhook)
}

/** Names of the parts only: addresses are nobody's business but the admins'. */
function changedParts(before: AlertSettingsRow, after: SaveAlertSettingsRequest): string[] {
  const parts = (['mailTo', 'silenceMinutes', 'lagSeconds'] as const).filter(
    (part) => !isDeepStrictEqual(before[part], after[part]),
  )
  const { chatWebhook } = after
  const keepsChat = chatWebhook === undefined || (chatWebhook === null && before.chatCiphertext === null)
  return keepsChat ? parts : [...parts, 'chatWebhook']
}

const toAnswer = ({ chatCiphertext, ...row }: AlertSettingsRow): AlertSettings => ({
  ...row,
  chatHost: chatCiphertext && hostOf(openChatAddress(chatCiphertext)),
  mailFrom: env().SMTP_URL ? (env().SMTP_FROM ?? null) : null,
})

/** What was encrypted with another APP_SECRET leads nowhere, and says so. */
const hostOf = (address: string | null) => (address ? new URL(address).host : 'an address that cannot be read any more')
