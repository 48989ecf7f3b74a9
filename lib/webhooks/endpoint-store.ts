import { db } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { ingestPool } from '@/lib/platform/pg'
import { uuidArray } from '@/lib/platform/pg-array'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'

/** An endpoint that is in use, with its active secrets still encrypted. */
export interface EndpointRecord {
  organizationId: OrganizationId
  poppOrganizationId: string
  id: string
  allowUnsigned: boolean
  retryWindowSeconds: number
  secrets: { id: string; ciphertext: Uint8Array }[]
}

interface Row extends Omit<EndpointRecord, 'organizationId' | 'secrets'> {
  organizationId: string
  secrets: { id: string; ciphertext: string }[]
}

const READ_ENDPOINTS = `
  SELECT e.organization_id AS "organizationId", o.popp_organization_id AS "poppOrganizationId", e.id,
    e.allow_unsigned AS "allowUnsigned", e.retry_window_seconds AS "retryWindowSeconds",
    (SELECT coalesce(json_agg(json_build_object('id', s.id, 'ciphertext', encode(s.ciphertext, 'base64')) ORDER BY s.id DESC), '[]')
     FROM endpoint_secrets s
     WHERE s.organization_id = e.organization_id AND s.endpoint_id = e.id AND s.retired_at IS NULL) AS secrets
  FROM endpoints e JOIN organizations o ON o.id = e.organization_id
  WHERE e.id = ANY($1::uuid[]) AND e.retired_at IS NULL
    AND ($2::boolean OR o.popp_organization_id <> $3)`

/**
 * The gate by which Popp enters: the id in the path alone decides the organization. In the order of `ids`; null where there
 * is no such endpoint or it was retired. The demo organization's signing secret can be read by anybody on its machine: it
 * counts only in demo mode, like its members.
 */
export async function readEndpoints(ids: string[], demo: boolean): Promise<(EndpointRecord | null)[]> {
  const values = [uuidArray(ids), demo, DEMO_POPP_ORGANIZATION_ID]
  const { rows } = await ingestPool().query<Row>({ name: 'endpoints', text: READ_ENDPOINTS, values })
  const found = new Map(rows.map((row) => [row.id, toRecord(row)]))
  return ids.map((id) => found.get(id) ?? null)
}

const toRecord = (row: Row): EndpointRecord => ({
  ...row,
  organizationId: vouchedOrganizationId(row.organizationId),
  secrets: row.secrets.map(({ id, ciphertext }) => ({ id, ciphertext: Buffer.from(ciphertext, 'base64') })),
})

/** Endpoints in use that take deliveries without a signature. */
export const countUnsignedEndpoints = (organizationId: OrganizationId): Promise<number> =>
  db().endpoint.count({ where: { organizationId, allowUnsigned: true, retiredAt: null } })
