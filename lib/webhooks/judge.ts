import { addressGroup } from '@/lib/platform/http/client-address'
import type { CountedBody } from '@/lib/platform/http/counted-body'
import { isUuid, newId } from '@/lib/platform/ids'
import { dedupeKey, type Envelope, readEnvelope, recordKey, storableText } from '@/lib/popp/envelope'
import { TYPE_MAX } from '@/lib/popp/limits'
import { verifySignature } from '@/lib/popp/signature'
import type { Refusal } from './answers'
import { isForeign, isJsonType, mayRepeat } from './domain'
import type { IngestEndpoint } from './endpoints'
import type { NewEvent } from './event-store'
import { ingest } from './ingest'

/** One request, as an adapter hands it over. */
export interface IngestRequest {
  endpointId: string
  method: string
  contentType: string | null | undefined
  signature: string | null | undefined
  /** Who sent it, for the limit on wrong signatures. */
  address: string
  /** Called at most once, and only when the body matters. */
  readBody: (limitBytes: number) => Promise<CountedBody>
  receivedAt: Date
  /** `performance.now()` at arrival. */
  startedAt: number
}

interface Refused {
  kept: null
  refusal: Refusal
  body: Uint8Array | null
  size: number
  detail?: string
  retryAfterSeconds?: number
}

export type Verdict = { kept: 'stored' | 'duplicate'; eventId: string; size: number } | Refused

const BODY_LIMIT_BYTES = 1024 * 1024
/** Look-up and storing together, so that the answer leaves within a second. */
const DATABASE_MS = 750

interface Judged {
  /** Whose delivery it was, when that is known. */
  endpoint: IngestEndpoint | null
  verdict: Verdict
}

/**
 * Decides about a delivery and keeps it if it is to be kept. With few promises: Next's async context makes each of them
 * cost a microsecond or two in the web process, and this is its hottest path.
 */
export async function judge(request: IngestRequest): Promise<Judged> {
  const asked = performance.now()
  const found = findEndpoint(request.endpointId)
  const endpoint = found instanceof Promise ? await found : found
  if (endpoint === 'unavailable') return { endpoint: null, verdict: refused('unavailable') }
  if (endpoint === null) return { endpoint, verdict: refused('unknown-endpoint') }
  if (request.method !== 'POST') return { endpoint, verdict: refused('method-not-allowed') }
  if (!isJsonType(request.contentType)) return { endpoint, verdict: refused('unsupported-type') }
  const timeLeftMs = DATABASE_MS - (performance.now() - asked)
  const body = await request.readBody(BODY_LIMIT_BYTES)
  if (!body.ok) return { endpoint, verdict: unreadable(body) }
  const read = readDelivery(endpoint, request, body.bytes)
  if (!read.ok) return { endpoint, verdict: await limited(endpoint, request, read.refused) }
  const kept = await ingest().events.add(read.event, timeLeftMs)
  if (kept === 'full') return { endpoint, verdict: refused('busy') }
  if (kept === 'late' || kept.kept === 'unavailable') return { endpoint, verdict: refused('unavailable') }
  return { endpoint, verdict: { ...kept, size: body.bytes.byteLength } }
}

function findEndpoint(endpointId: string) {
  const id = endpointId.toLowerCase()
  return isUuid(id) ? ingest().endpoints.find(id) : null
}

type Read = { ok: true; event: NewEvent } | { ok: false; refused: Refused }

/** Signature, then envelope. */
function readDelivery(endpoint: IngestEndpoint, request: IngestRequest, bytes: Uint8Array): Read {
  const signer = authenticate(endpoint, request.signature, bytes)
  if (!signer.ok) return { ok: false, refused: refused(signer.reason, bytes) }
  const reading = readEnvelope(bytes, request.receivedAt)
  if (!reading.ok) return { ok: false, refused: { ...refused(reading.reason, bytes), detail: reading.detail } }
  return { ok: true, event: newEvent(endpoint, request.receivedAt, signer.secretId, bytes, reading.envelope) }
}

const refused = (refusal: Refusal, body: Uint8Array | null = null, size = body?.byteLength ?? 0): Refused => ({
  kept: null,
  refusal,
  body,
  size,
})

const unreadable = (body: Exclude<CountedBody, { ok: true }>) =>
  body.reason === 'too-large' ? refused(body.reason, body.head, body.size) : refused(body.reason)

type Signer = { ok: true; secretId: string | null } | { ok: false; reason: Refusal }

function authenticate(endpoint: IngestEndpoint, signature: string | null | undefined, bytes: Uint8Array): Signer {
  const check = verifySignature(bytes, signature, endpoint.secrets)
  if (check.ok) return check
  if (endpoint.allowUnsigned) return { ok: true, secretId: null }
  // It may be right for the secret that we cannot read: a 401 would be a lie, and the event lost.
  const mayBeRight = check.reason === 'wrong-signature' && endpoint.hasUnreadableSecret
  return { ok: false, reason: mayBeRight ? 'unavailable' : check.reason }
}

/** After the signature was checked: what is authentic always gets in, whoever else floods from its address. */
async function limited(endpoint: IngestEndpoint, request: IngestRequest, verdict: Refused): Promise<Refused> {
  if (!SIGNATURE_REFUSALS.has(verdict.refusal)) return verdict
  const limit = await ingest().wrongSignatures.hit(`${endpoint.id} ${addressGroup(request.address)}`)
  return limit.ok ? verdict : { ...refused('too-many-requests'), retryAfterSeconds: limit.retryAfterSeconds }
}

const SIGNATURE_REFUSALS: ReadonlySet<Refusal> = new Set([
  'missing-signature',
  'malformed-signature',
  'wrong-signature',
])

function newEvent(
  endpoint: IngestEndpoint,
  receivedAt: Date,
  secretId: string | null,
  body: Uint8Array,
  envelope: Envelope,
): NewEvent {
  const quarantined = isForeign(envelope.organizationId, endpoint.poppOrganizationId)
  const key = dedupeKey(envelope, body)
  return {
    organizationId: endpoint.organizationId,
    id: newId(receivedAt.getTime()),
    endpointId: endpoint.id,
    receivedAt,
    // Under a key of its own: corrected, and sent again under the same id, it is no copy.
    dedupeKey: quarantined ? `foreign:${key}` : key,
    retryWindowSeconds: mayRepeat(envelope) ? endpoint.retryWindowSeconds : null,
    recordKey: envelope.recordId === null ? null : recordKey(envelope.recordId),
    type: storableText(envelope.type, TYPE_MAX),
    secretId,
    body,
    quarantined,
  }
}
