import { createHmac } from 'node:crypto'
import { deriveKey } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import { perProcess } from '@/lib/platform/singleton'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type PayloadField, payloadFields } from '@/lib/popp/payload-fields'
import { type FieldSearch, textsOf } from './field-search'

/**
 * What stands in the index for a field: 64 bits of an HMAC under a key of the organization's own. Nobody who reads the
 * table learns a value from it, or that two organizations have the same.
 */
function keyOf(key: Buffer, { path, text }: PayloadField): bigint {
  return createHmac('sha256', key).update(path).update('\0').update(text).digest().readBigInt64BE()
}

const organizationKeys = () => perProcess('field-keys', () => new Map<string, Buffer>())

function organizationKey(organizationId: OrganizationId): Buffer {
  const known = organizationKeys().get(organizationId)
  if (known) return known
  const key = deriveKey(env().APP_SECRET, `event-fields ${organizationId}`)
  organizationKeys().set(organizationId, key)
  return key
}

/** Each key once. */
export function bodyKeys(organizationId: OrganizationId, body: Uint8Array): bigint[] {
  const key = organizationKey(organizationId)
  return [...new Set(payloadFields(body).map((field) => keyOf(key, field)))]
}

/** An event that has the field has one of these; one that has not may have one by chance, in 2⁶⁴. */
export function searchKeys(organizationId: OrganizationId, { path, value }: FieldSearch): bigint[] {
  const key = organizationKey(organizationId)
  return textsOf(value).map((text) => keyOf(key, { path, text }))
}
