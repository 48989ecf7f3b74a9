import { db, type Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type AlertLimits, defaultLimits, type SaveAlertSettingsRequest } from './schema-settings'

export interface AlertSettingsRow extends AlertLimits {
  /** 0 = none were saved. */
  version: number
  mailTo: string[]
  /** Encrypted. */
  chatCiphertext: Uint8Array | null
}

const select = { version: true, mailTo: true, chatCiphertext: true, silenceMinutes: true, lagSeconds: true } as const
const none: AlertSettingsRow = { version: 0, mailTo: [], chatCiphertext: null, ...defaultLimits }

export const findAlertSettings = async (organizationId: OrganizationId, tx: Tx = db()): Promise<AlertSettingsRow> =>
  (await tx.alertSettings.findUnique({ where: { organizationId }, select })) ?? none

/** Writes settings over those of `version`. Null = they are of another version by now. */
export async function writeAlertSettings(
  organizationId: OrganizationId,
  tx: Tx,
  request: SaveAlertSettingsRequest,
  chatCiphertext: Uint8Array | null,
): Promise<number | null> {
  const { version, mailTo, silenceMinutes, lagSeconds } = request
  const rows = await tx.$queryRaw<{ version: number }[]>`
    INSERT INTO alert_settings AS s (organization_id, mail_to, chat_ciphertext, silence_minutes, lag_seconds, version, changed_at)
    SELECT ${organizationId}::uuid, ${mailTo}::text[], ${chatCiphertext}::bytea, ${silenceMinutes}::int, ${lagSeconds}::int, 1,
      clock_timestamp()
    WHERE ${version}::int = 0 OR EXISTS (SELECT FROM alert_settings WHERE organization_id = ${organizationId}::uuid)
    ON CONFLICT (organization_id) DO UPDATE SET mail_to = excluded.mail_to, chat_ciphertext = excluded.chat_ciphertext,
      silence_minutes = excluded.silence_minutes, lag_seconds = excluded.lag_seconds, version = s.version + 1,
      changed_at = clock_timestamp()
      WHERE s.version = ${version}::int
    RETURNING s.version`
  return rows[0]?.version ?? null
}
