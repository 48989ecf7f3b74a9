import { describe, expect, it } from 'vitest'
import { type SignatureEncoding, sign, verifySignature } from './signature'

const secrets = [{ id: 'current', secret: 'whsec_test_Größe' }]
const body = new TextEncoder().encode('{"event":"CONVERSATION_STARTED","data":{"recordId":"conv_abc123"}}')
/** Made with `openssl dgst -sha256 -hmac`, so that `sign` cannot agree with its own mistake. */
const HEX = '85fd4c95168b5a19365eda11de5c4a8ad7f6c17e771ad081b97b2b68d405ae73'
const BASE64 = 'hf1MlRaLWhk2XtoR3lxKitf2wX53GtCBuXsraNQFrnM='

const verify = (header: string | null | undefined, bytes: Uint8Array = body, active = secrets) =>
  verifySignature(bytes, header, active)

describe('verifySignature', () => {
  it('agrees with RFC 4231, test case 2', () => {
    const header = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    const message = new TextEncoder().encode('what do ya want for nothing?')
    expect(verifySignature(message, header, [{ id: 'rfc', secret: 'Jefe' }])).toEqual({ ok: true, secretId: 'rfc' })
  })

  it.each([
    ['lower-case hex', HEX],
    ['upper-case hex', HEX.toUpperCase()],
    ['mixed-case hex', HEX.replace(/[a-c]/g, (digit) => digit.toUpperCase())],
    ['base64', BASE64],
    ['base64 without padding', BASE64.replace('=', '')],
    ['base64url', BASE64.replaceAll('+', '-').replaceAll('/', '_')],
    ['prefixed hex', `sha256=${HEX}`],
    ['prefixed base64', `sha256=${BASE64}`],
    ['an upper-case prefix', `SHA256=${HEX}`],
    ['white space around it', ` \t${HEX}\r\n`],
    ['white space around a prefixed one', ` sha256= ${BASE64} `],
  ])('accepts %s', (_name, header) => {
    expect(verify(header)).toEqual({ ok: true, secretId: 'current' })
  })

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['empty', ''],
    ['blank', ' \t '],
  ])('a header that is %s is a missing signature', (_name, header) => {
    expect(verify(header)).toEqual({ ok: false, reason: 'missing-signature' })
  })

  it.each([
    ['text', 'dawfeoifkpqwoekfpqoekf'],
    ['only the prefix', 'sha256='],
    ['part of the signature', HEX.slice(0, 8)],
    ['one digit short', HEX.slice(0, 63)],
    ['one digit long', `${HEX}0`],
    ['a digit that is not hex', `${HEX.slice(0, 63)}g`],
    ['base64 of 31 bytes', Buffer.from(HEX, 'hex').subarray(1).toString('base64')],
    ['base64 of 33 bytes', Buffer.from(`${HEX}00`, 'hex').toString('base64')],
    ['another spelling of the same base64', `${BASE64.slice(0, 42)}${nextDigit(BASE64[42]!)}=`],
    ['another algorithm', `sha1=${HEX}`],
    ['two prefixes', `sha256=sha256=${HEX}`],
    ['two signatures', `${HEX},${HEX}`],
    ['two headers joined by Node', `${HEX}, ${HEX}`],
    ['a space inside', `${HEX.slice(0, 32)} ${HEX.slice(32)}`],
    ['NUL', '\0'.repeat(64)],
    ['100 KB', 'a'.repeat(100_000)],
    ['letters that fold to ASCII', `ſha256=${HEX}`],
  ])('refuses %s as malformed', (_name, header) => {
    expect(verify(header)).toEqual({ ok: false, reason: 'malformed-signature' })
  })

  it('refuses a well-formed signature by another secret', () => {
    expect(verify(sign(body, 'another'))).toEqual({ ok: false, reason: 'wrong-signature' })
  })

  it('refuses when the endpoint has no secret', () => {
    expect(verify(HEX, body, [])).toEqual({ ok: false, reason: 'wrong-signature' })
  })

  it('never verifies with an empty secret, because anyone could sign with it', () => {
    expect(verify(sign(body, ''), body, [{ id: 'empty', secret: '' }])).toEqual({
      ok: false,
      reason: 'wrong-signature',
    })
  })

  it('takes the old and the new secret during a rotation and says which it was', () => {
    const both = [
      { id: 'new', secret: 'n' },
      { id: 'old', secret: 'o' },
    ]
    expect(verify(sign(body, 'n'), body, both)).toEqual({ ok: true, secretId: 'new' })
    expect(verify(sign(body, 'o'), body, both)).toEqual({ ok: true, secretId: 'old' })
    expect(verify(sign(body, 'o'), body, both.slice(0, 1))).toEqual({ ok: false, reason: 'wrong-signature' })
  })

  it('refuses the right signature of another body, even if it is the same JSON', () => {
    const spaced = new TextEncoder().encode(`${new TextDecoder().decode(body)} `)
    expect(verify(HEX, spaced)).toEqual({ ok: false, reason: 'wrong-signature' })
  })

  it('refuses the body with any one bit changed', () => {
    for (let bit = 0; bit < body.length * 8; bit++) {
      expect(verify(HEX, flip(body, bit))).toEqual({ ok: false, reason: 'wrong-signature' })
    }
  })

  it('refuses the signature with any one bit changed', () => {
    const signature = Buffer.from(HEX, 'hex')
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const changed = Buffer.from(flip(signature, bit))
      for (const header of [changed.toString('hex'), changed.toString('base64')]) {
        expect(verify(header)).toEqual({ ok: false, reason: 'wrong-signature' })
      }
    }
  })

  it('verifies an empty body and one that is not UTF-8', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array([0xff, 0, 0xfe])]) {
      expect(verify(sign(bytes, secrets[0]!.secret), bytes).ok).toBe(true)
    }
  })
})

describe('sign', () => {
  it('writes the fixed vector', () => {
    expect(sign(body, secrets[0]!.secret)).toBe(HEX)
    expect(sign(body, secrets[0]!.secret, 'base64')).toBe(BASE64)
  })

  it.each<SignatureEncoding>(['hex', 'HEX', 'base64', 'base64url', 'sha256=hex', 'sha256=base64'])(
    'is verified in the encoding %s',
    (encoding) => expect(verify(sign(body, secrets[0]!.secret, encoding)).ok).toBe(true),
  )

  it('signs a text as its UTF-8 bytes', () => {
    expect(sign('Größe', 's')).toBe(sign(new TextEncoder().encode('Größe'), 's'))
  })
})

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3]! ^= 1 << (bit & 7)
  return changed
}

/** The digit after it decodes to the same bytes: only bits that belong to no byte differ. */
function nextDigit(digit: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return digits[digits.indexOf(digit) + 1]!
}
