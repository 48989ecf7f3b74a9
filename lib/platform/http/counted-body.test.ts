import { expect, test } from 'vitest'
import { readCountedBody } from './counted-body'

const LIMIT_BYTES = 10_000

function requestOf(count: number, pieceBytes: number) {
  let left = count
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(pieceBytes))
      else controller.close()
    },
  })
  return new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit)
}

test.each([
  ['up to the limit', 10, 1_000, { ok: true }],
  ['beyond it', 11, 1_000, { ok: false, reason: 'too-large', size: 11_000 }],
  ['in crumbs', 9_000, 1, { ok: false, reason: 'crumbled' }],
])('a body %s', async (_name, count, pieceBytes, expected) => {
  expect(await readCountedBody(requestOf(count, pieceBytes), LIMIT_BYTES)).toMatchObject(expected)
})
