import { createHmac, timingSafeEqual } from 'node:crypto'

/** One active signing secret of an endpoint; several are active while Popp's portal rotates them. */
export type SigningSecret = { readonly id: string; readonly secret: string }

export type SignatureCheck =
  | { ok: true; secretId: string }
  | { ok: false; reason: 'missing-signature' | 'malformed-signature' | 'wrong-signature' }

const PREFIX = /^sha256=\s*/i
const HEX = /^[0-9a-f]{64}$/i
/** 32 bytes in base64 or base64url. The last digit carries only four bits: other spellings of it are refused. */
const BASE64 = /^[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?$/

/**
 * Says whether `body` was signed with one of `secrets`, by HMAC-SHA256 over the raw bytes, compared in constant time.
 * Popp documents neither encoding nor prefix, so hex in any case, base64 and base64url are read, with or without
 * `sha256=`. Exactly one signature is read. An empty secret never verifies: anyone could sign with it.
 */
export function verifySignature(
  body: Uint8Array,
  header: string | null | undefined,
  secrets: readonly SigningSecret[],
): SignatureCheck {
  const text = header?.trim()
  if (!text) return { ok: false, reason: 'missing-signature' }
  const claimed = decodeSignature(text)
  if (!claimed) return { ok: false, reason: 'malformed-signature' }
  for (const { id, secret } of secrets) {
    // Stopping at the first match tells its time only to someone who already holds a valid signature.
    if (secret !== '' && timingSafeEqual(digest(body, secret), claimed)) return { ok: true, secretId: id }
  }
  return { ok: false, reason: 'wrong-signature' }
}

export type SignatureEncoding = 'hex' | 'HEX' | 'base64' | 'base64url' | 'sha256=hex' | 'sha256=base64'

/** The header value a sender would write, in every encoding `verifySignature` reads. For the simulator and tests. */
export function sign(body: Uint8Array | string, secret: string, encoding: SignatureEncoding = 'hex'): string {
  const bytes = digest(body, secret)
  switch (encoding) {
    case 'HEX':
      return bytes.toString('hex').toUpperCase()
    case 'sha256=hex':
      return `sha256=${bytes.toString('hex')}`
    case 'sha256=base64':
      return `sha256=${bytes.toString('base64')}`
    default:
      return bytes.toString(encoding)
  }
}

function digest(body: Uint8Array | string, secret: string): Buffer {
  return createHmac('sha256', secret).update(body).digest()
}

function decodeSignature(text: string): Buffer | null {
  const value = text.replace(PREFIX, '')
  if (HEX.test(value)) return Buffer.from(value, 'hex')
  // Node's base64 decoder reads the URL alphabet too.
  if (BASE64.test(value)) return Buffer.from(value, 'base64')
  return null
}
