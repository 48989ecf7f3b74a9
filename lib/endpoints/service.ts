import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { db, type Tx, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { forgetEndpoint } from '@/lib/webhooks/service'
import { type EndpointActivity, listActivity, listMatches } from './activity-store'
import { isConfirmed, mayChangeUnsigned } from './domain'
import { createEndpoint, secretsAreReadable } from './provision-service'
import {
  type ChangeEndpointRequest,
  ENDPOINTS_MAX,
  type Endpoint,
  type EndpointCreated,
  type NewEndpointRequest,
} from './schema'
import { endpointUrl, newSigningSecret } from './secrets'
import { type EndpointRow, listEndpointRows, lockEndpoint, updateEndpoint } from './store'

const DAY_MS = 24 * 3_600_000
const NAME_MAX = 60

/** Whoever may read endpoints: the route has asked for the permission. */
interface Reader {
  organizationId: OrganizationId
}

/** Those in use first, oldest first; then those that were retired. With what came to each in the last 24 hours. */
export async function listEndpoints({ organizationId }: Reader): Promise<Endpoint[]> {
  const [rows, activity, matches] = await Promise.all([
    listEndpointRows(organizationId, db()),
    listActivity(organizationId, new Date(Date.now() - DAY_MS)),
    listMatches(organizationId),
  ])
  const matched = new Map(matches.map(({ secretId, at }) => [secretId, at]))
  const seen = new Map(activity.map((one) => [one.endpointId, one]))
  return rows
    .map((row) => toEndpoint(row, seen.get(row.id), matched))
    .sort((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null))
}

type Created = { ok: true; value: EndpointCreated } | { ok: false; reason: 'too-many' | 'other-app-secret' }

export async function addEndpoint(member: SignedInMember, request: NewEndpointRequest): Promise<Created> {
  const { organizationId, memberId } = member
  const signingSecret = request.signingSecret ?? newSigningSecret()
  const made = await transaction(async (tx) => {
    if (!(await secretsAreReadable(tx))) return 'other-app-secret'
    const inUse = (await listEndpointRows(organizationId, tx)).filter(({ retiredAt }) => retiredAt === null)
    if (inUse.length >= ENDPOINTS_MAX) return 'too-many'
    const name = storableText(request.name, NAME_MAX)
    return { id: await createEndpoint(organizationId, tx, { name, signingSecret, memberId }) }
  })
  if (typeof made === 'string') return { ok: false, reason: made }
  publish(organizationId, 'settings')
  const generatedSecret = request.signingSecret === null ? signingSecret : null
  return { ok: true, value: { id: made.id, url: endpointUrl(made.id), generatedSecret } }
}

export type Changed = { ok: true } | { ok: false; reason: 'not-found' | 'name-not-confirmed' | 'last-secret' }

export const changeEndpoint = (
  member: SignedInMember,
  id: string,
  { confirmName, ...wanted }: ChangeEndpointRequest,
): Promise<Changed> =>
  changing(member, id, async (tx, before) => {
    const reason = mayChangeUnsigned(before, { allowUnsigned: wanted.allowUnsigned, confirmName })
    if (reason) return reason
    const { name, ...rest } = wanted
    await updateEndpoint(member.organizationId, tx, id, { ...rest, name: name && storableText(name, NAME_MAX) })
    const { allowUnsigned, retryWindowSeconds } = rest
    await appendAudit(member.organizationId, tx, {
      ...subject(member, id),
      action: 'endpoint-changed',
      // The name itself is free text: only that it changed is told.
      facts: {
        ...(allowUnsigned !== undefined && { allowUnsigned }),
        ...(retryWindowSeconds && { retryWindowSeconds }),
      },
    })
    return null
  })

/** Nothing is accepted at its address any more; what came by it stays. */
export const retireEndpoint = (member: SignedInMember, id: string, confirmName: string): Promise<Changed> =>
  changing(member, id, async (tx, before) => {
    if (!isConfirmed(before.name, confirmName)) return 'name-not-confirmed'
    await updateEndpoint(member.organizationId, tx, id, { retiredAt: new Date() })
    await appendAudit(member.organizationId, tx, { ...subject(member, id), action: 'endpoint-retired' })
    return null
  })

type Refusal = Extract<Changed, { ok: false }>['reason']

async function changing(
  { organizationId }: SignedInMember,
  id: string,
  work: (tx: Tx, before: EndpointRow) => Promise<Refusal | null>,
): Promise<Changed> {
  const reason = await transaction(async (tx) => {
    const before = await lockEndpoint(organizationId, tx, id)
    return before ? work(tx, before) : 'not-found'
  })
  if (reason) return { ok: false, reason }
  forgetEndpoint(id)
  publish(organizationId, 'settings')
  return { ok: true }
}

const subject = ({ memberId }: SignedInMember, subjectId: string) =>
  ({ memberId, subjectType: 'endpoint', subjectId }) as const

function toEndpoint(row: EndpointRow, seen: EndpointActivity | undefined, matched: Map<string, Date>): Endpoint {
  const { secrets, createdAt, retiredAt, lastEventAt, ...plain } = row
  return {
    ...plain,
    url: endpointUrl(row.id),
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
    lastEventAt: lastEventAt?.toISOString() ?? null,
    secrets: secrets.map(({ id, createdAt }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastMatchedAt: matched.get(id)?.toISOString() ?? null,
    })),
    lastDelivery: seen
      ? { id: seen.id, at: seen.receivedAt.toISOString(), status: seen.status, cause: seen.cause }
      : null,
    eventsToday: seen?.events ?? 0,
    wrongSignaturesToday: seen?.wrongSignatures ?? 0,
  }
}
