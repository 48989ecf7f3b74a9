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

export type Verdict =
  | { kept: 'stored' | 'duplicate'; eventId: string; size: number }
  | { kept: null; refusal: Refusal; body: Uint8Array | null; size: number; detail?: string; retryAfterSeconds?: number }

export const BODY_LIMIT_BYTES = 1024 * 1024
/** Look-up and storing together, so that the answer leaves within a second. */
const DATABASE_MS = 900

/** Decides about a delivery and keeps it if it is to be kept. `endpoint`: whose delivery it was, when that is known. */
export async function judge(request: IngestRequest): Promise<{ endpoint: IngestEndpoint | null; verdict: Verdict }> {
  const asked = performance.now()
  const id = request.endpointId.toLowerCase()
  const endpoint = isUuid(id) ? await ingest().endpoints.find(id) : null
  if (endpoint === 'unavailable') return { endpoint: null, verdict: refused('unavailable') }
  if (endpoint === null) return { endpoint, verdict: refused('unknown-endpoint') }
  const timeLeftMs = DATABASE_MS - (performance.now() - asked)
  return { endpoint, verdict: await judgeFor(endpoint, request, timeLeftMs) }
}

async function judgeFor(endpoint: IngestEndpoint, request: IngestRequest, timeLeftMs: number): Promise<Verdict> {
  if (request.method !== 'POST') return refused('method-not-allowed')
  if (!isJsonType(request.contentType)) return refused('unsupported-type')
  const body = await request.readBody(BODY_LIMIT_BYTES)
  if (!body.ok) return body.reason === 'too-large' ? refused(body.reason, body.head, body.size) : refused(body.reason)
  const signer = await authenticate(endpoint, body.bytes, request)
  if (!signer.ok) return signer.refused
  const reading = readEnvelope(body.bytes, request.receivedAt)
  if (!reading.ok) return { ...refused(reading.reason, body.bytes), detail: reading.detail }
  const event = newEvent(endpoint, request.receivedAt, signer.secretId, body.bytes, reading.envelope)
  const kept = await ingest().events.add(event, timeLeftMs)
  if (kept === 'full') return refused('busy')
  if (kept === 'late' || kept.kept === 'unavailable') return refused('unavailable')
  return { ...kept, size: body.bytes.byteLength }
}

const refused = (refusal: Refusal, body: Uint8Array | null = null, size = body?.byteLength ?? 0) => ({
  kept: null,
  refusal,
  body,
  size,
})

type Signer = { ok: true; secretId: string | null } | { ok: false; refused: Verdict }

/** The signature is checked before any limit: what is authentic always gets in, whoever else floods from its address. */
async function authenticate(endpoint: IngestEndpoint, bytes: Uint8Array, request: IngestRequest): Promise<Signer> {
  const check = verifySignature(bytes, request.signature, endpoint.secrets)
  if (check.ok) return check
  if (endpoint.allowUnsigned) return { ok: true, secretId: null }
  // It may be right for the secret that we cannot read: a 401 would be a lie, and the event lost.
  if (check.reason === 'wrong-signature' && endpoint.hasUnreadableSecret)
    return { ok: false, refused: refused('unavailable') }
  const limit = await ingest().wrongSignatures.hit(`${endpoint.id} ${addressGroup(request.address)}`)
  if (limit.ok) return { ok: false, refused: refused(check.reason, bytes) }
  return { ok: false, refused: { ...refused('too-many-requests'), retryAfterSeconds: limit.retryAfterSeconds } }
}

function newEvent(
  endpoint: IngestEndpoint,
  receivedAt: Date,
  secretId: string | null,
  body: Uint8Array,
  envelope: Envelope,
): NewEvent {
  return {
    organizationId: endpoint.organizationId,
    id: newId(receivedAt.getTime()),
    endpointId: endpoint.id,
    receivedAt,
    dedupeKey: dedupeKey(envelope, body),
    retryWindowSeconds: mayRepeat(envelope) ? endpoint.retryWindowSeconds : null,
    recordKey: envelope.recordId === null ? null : recordKey(envelope.recordId),
    type: storableText(envelope.type, TYPE_MAX),
    secretId,
    body,
    quarantined: isForeign(envelope.organizationId, endpoint.poppOrganizationId),
  }
}
