import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A key for one purpose, derived from APP_SECRET: a leak of one does not open the others. 32 bytes. */
export const deriveKey = (appSecret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', appSecret, 'review-desk', purpose, 32))

export const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** AES-256-GCM; layout: iv (12) · tag (16) · ciphertext. */
export function encrypt(key: Buffer, text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]))
}

/** Throws when the bytes were changed or the key is another one. */
export function decrypt(key: Buffer, bytes: Uint8Array): string {
  const all = Buffer.from(bytes)
  const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, IV_BYTES))
  decipher.setAuthTag(all.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(all.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}
