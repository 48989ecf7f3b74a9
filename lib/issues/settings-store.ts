import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type AlertLimits, defaultLimits } from './schema-settings'

export async function findLimits(organizationId: OrganizationId): Promise<AlertLimits> {
  const select = { silenceMinutes: true, lagSeconds: true }
  return (await db().alertSettings.findUnique({ where: { organizationId }, select })) ?? defaultLimits
}
