import { decrypt, deriveKey } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { SigningSecret } from '@/lib/popp/signature'
import { Batcher } from './batcher'
import { EndpointCache } from './endpoint-cache'
import { type EndpointRecord, readEndpoints } from './endpoint-store'

/** What ingest needs to know of an endpoint. */
export interface IngestEndpoint {
  organizationId: OrganizationId
  poppOrganizationId: string
  id: string
  allowUnsigned: boolean
  retryWindowSeconds: number
  secrets: SigningSecret[]
  /** A secret could not be decrypted (another APP_SECRET): a signature that fits none of the others may still be right. */
  hasUnreadableSecret: boolean
}

/** Leaves the rest of the second within which the sender is answered to the storing. */
export const LOOKUP_TIMEOUT_MS = 500
const MAX_IDS = 500
const MAX_WAITING = 5_000

/** Look-ups that arrive together share one query: a flood of invented ids costs one query at a time. */
export function endpointCache(): EndpointCache<IngestEndpoint> {
  const lookups = new Batcher<string, EndpointRecord | null>({
    run: (ids) => readEndpoints(ids, env().DEMO),
    maxItems: MAX_IDS,
    maxWaiting: MAX_WAITING,
  })
  const key = deriveKey(env().APP_SECRET, 'endpoint-secrets')
  return new EndpointCache(async (id) => {
    const record = await lookups.add(id, LOOKUP_TIMEOUT_MS)
    if (record === 'late' || record === 'full') return 'unavailable'
    return record && unlock(record, key)
  })
}

function unlock({ secrets, ...record }: EndpointRecord, key: Buffer): IngestEndpoint {
  const readable = secrets.flatMap(({ id, ciphertext }) => {
    try {
      return [{ id, secret: decrypt(key, ciphertext) }]
    } catch {
      log().error(
        { endpointId: record.id, secretId: id },
        'a signing secret cannot be decrypted: was APP_SECRET changed?',
      )
      return []
    }
  })
  return { ...record, secrets: readable, hasUnreadableSecret: readable.length < secrets.length }
}
