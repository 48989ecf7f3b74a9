import { randomBytes } from 'node:crypto'
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'

export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64url')}`

const key = () => deriveKey(env().APP_SECRET, 'endpoint-secrets')

export const sealSecret = (signingSecret: string) => encrypt(key(), signingSecret)

/** Null when it was encrypted under another APP_SECRET. */
export function openSecret(ciphertext: Uint8Array): string | null {
  try {
    return decrypt(key(), ciphertext)
  } catch {
    return null
  }
}

/** What an admin enters in Popp's portal. */
export const endpointUrl = (endpointId: string) => `${env().APP_URL}${endpointPath(endpointId)}`

export const endpointPath = (endpointId: string) => `/api/webhooks/popp/${endpointId}`
