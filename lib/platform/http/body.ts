import { readCountedBody } from './counted-body'

/**
 * The body for whoever only asks whether it is short enough; counted as in `readCountedBody`.
 * @returns null when it is longer than `limitBytes` or comes in crumbs; rejects when the sender went away in the middle of it
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array | null> {
  const body = await readCountedBody(request, limitBytes)
  if (body.ok) return body.bytes
  if (body.reason === 'incomplete') throw new Error('the body ended before its end')
  return null
}
