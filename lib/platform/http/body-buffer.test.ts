import { expect, test } from 'vitest'
import { BodyBuffer } from './body-buffer'

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, n) => n % 251)

function gather(bytes: Uint8Array, pieceBytes: (at: number) => number) {
  const buffer = new BodyBuffer()
  for (let at = 0; at < bytes.byteLength; ) {
    const size = pieceBytes(at)
    buffer.add(bytes.subarray(at, at + size))
    at += size
  }
  return buffer
}

test('whatever the pieces, the whole is what was sent', () => {
  const bytes = bytesOf(300_000)
  const sizes = [() => 300_000, () => 1_000, () => 4_096, () => 65_536, (at: number) => (at % 3 ? 40 : 9_000)]
  for (const size of sizes) {
    const buffer = gather(bytes, size)
    expect(buffer.size).toBe(bytes.byteLength)
    expect(Buffer.from(buffer.whole()).equals(Buffer.from(bytes))).toBe(true)
    expect(buffer.isCrumbled).toBe(false)
  }
  expect(new BodyBuffer().whole().byteLength).toBe(0)
})

test('one piece, the usual case, is not copied', () => {
  const bytes = bytesOf(1_800)
  expect(gather(bytes, () => 1_800).whole().buffer).toBe(bytes.buffer)
})

test('a short body may come byte by byte, a long one may not', () => {
  expect(gather(bytesOf(2_000), () => 1).isCrumbled).toBe(false)
  expect(gather(bytesOf(3_000), () => 1).isCrumbled).toBe(true)
  expect(gather(bytesOf(1_000_000), () => 64).isCrumbled).toBe(false)
})
