import { eventEffect } from '@/lib/conversations/effect-service'
import { isUuid } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { normalise } from '@/lib/popp/normalise'
import { deliveryDetailOf } from './deliveries'
import { findExplainedEvent, findRejectedHead, findWork, listSecrets } from './explain-store'
import { maskedBody } from './masked-body'
import type { EventExplanation, ExplainedDelivery } from './schema-explanation'

const WARNINGS_SHOWN = 20

/**
 * A delivery and why it is as it is: what vouched for it, what it changed, what of it could not be used. No value of its body
 * is in it. `id`: of an event or of a rejected request. Null = unknown, or another organization's.
 */
export async function explainDelivery(
  { organizationId }: { organizationId: OrganizationId },
  id: string,
): Promise<ExplainedDelivery | null> {
  const detail = isUuid(id) ? await deliveryDetailOf(organizationId, id) : null
  if (!detail) return null
  const { row } = detail
  if (row.kind === 'rejected') {
    const rejected = await findRejectedHead(organizationId, id)
    const masked = rejected?.body ? maskedBody(rejected.body) : null
    return { ...detail, endpointId: rejected?.endpointId ?? null, masked, event: null }
  }
  const [event, work, effect] = await Promise.all([
    findExplainedEvent(organizationId, id),
    findWork(organizationId, id),
    row.state === 'applied' ? eventEffect(organizationId, row) : null,
  ])
  if (!event) return null
  return {
    ...detail,
    endpointId: event.endpointId,
    masked: maskedBody(event.body),
    event: {
      signature: await signatureOf(organizationId, event),
      nextAttemptAt: work?.state === 'pending' && work.attempts > 0 ? work.nextAttemptAt.toISOString() : null,
      effect,
      warnings: normalise(event.body, event.receivedAt).warnings.slice(0, WARNINGS_SHOWN),
    },
  }
}

type Signature = EventExplanation['signature']

async function signatureOf(
  organizationId: OrganizationId,
  event: { endpointId: string | null; secretId: string | null; source: string },
): Promise<Signature> {
  if (event.source !== 'webhook') return { by: 'api' }
  if (event.secretId === null) return { by: 'nobody' }
  const secrets = event.endpointId ? await listSecrets(organizationId, event.endpointId) : []
  const secret = secrets.find(({ id }) => id === event.secretId)
  if (!secret) return { by: 'secret', addedAt: null, standing: 'retired' }
  const newest = secrets.find(({ retiredAt }) => retiredAt === null)
  const standing = secret.retiredAt ? 'retired' : secret.id === newest?.id ? 'current' : 'older'
  return { by: 'secret', addedAt: secret.createdAt.toISOString(), standing }
}
