import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'

const key = () => deriveKey(env().APP_SECRET, 'outward-calls')

export const sealPayload = (words: string) => encrypt(key(), words)

/** Throws when it was sealed with another APP_SECRET. */
export const openPayload = (bytes: Uint8Array) => decrypt(key(), bytes)
